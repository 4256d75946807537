/** Tests of the federation's encodings. */
@NullMarked
package io.heliograph.ipni;

import org.jspecify.annotations.NullMarked;
