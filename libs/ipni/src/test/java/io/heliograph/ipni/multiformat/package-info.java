/** Tests of CIDs, peer ids and what they are made of. */
@NullMarked
package io.heliograph.ipni.multiformat;

import org.jspecify.annotations.NullMarked;
