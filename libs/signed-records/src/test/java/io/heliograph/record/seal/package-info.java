/** Tests of the package beside. */
@NullMarked
package io.heliograph.record.seal;

import org.jspecify.annotations.NullMarked;
