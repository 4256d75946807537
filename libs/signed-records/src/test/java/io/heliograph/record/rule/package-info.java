/** Tests of the package beside. */
@NullMarked
package io.heliograph.record.rule;

import org.jspecify.annotations.NullMarked;
