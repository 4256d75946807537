/** Tests of the package beside. */
@NullMarked
package io.heliograph.record.large;

import org.jspecify.annotations.NullMarked;
