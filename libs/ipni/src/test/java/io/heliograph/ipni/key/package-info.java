/** Tests of keys, signatures and envelopes. */
@NullMarked
package io.heliograph.ipni.key;

import org.jspecify.annotations.NullMarked;
