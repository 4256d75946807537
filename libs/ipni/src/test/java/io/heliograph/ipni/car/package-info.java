/** Tests of CARv1 and packs. */
@NullMarked
package io.heliograph.ipni.car;

import org.jspecify.annotations.NullMarked;
