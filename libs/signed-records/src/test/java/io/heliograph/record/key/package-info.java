/** Tests of the package beside. */
@NullMarked
package io.heliograph.record.key;

import org.jspecify.annotations.NullMarked;
