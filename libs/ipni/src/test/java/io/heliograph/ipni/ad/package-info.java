/** Tests of advertisement chains. */
@NullMarked
package io.heliograph.ipni.ad;

import org.jspecify.annotations.NullMarked;
