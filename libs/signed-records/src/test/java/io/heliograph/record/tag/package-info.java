/** Tests of the package beside. */
@NullMarked
package io.heliograph.record.tag;

import org.jspecify.annotations.NullMarked;
