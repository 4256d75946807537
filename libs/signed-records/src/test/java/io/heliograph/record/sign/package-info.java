/** Tests of the package beside. */
@NullMarked
package io.heliograph.record.sign;

import org.jspecify.annotations.NullMarked;
