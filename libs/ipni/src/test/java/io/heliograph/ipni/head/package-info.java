/** Tests of signed heads. */
@NullMarked
package io.heliograph.ipni.head;

import org.jspecify.annotations.NullMarked;
