/**
 * The sources that events come from: the operator's YAML file (contract dispatcher.md part 2
 * section 3).
 */
@NullMarked
package io.heliograph.event.source;

import org.jspecify.annotations.NullMarked;
