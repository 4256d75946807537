/**
 * Which consumers would get an event (contract dispatcher.md part 2 section 1.3), asked without
 * publishing it.
 */
@NullMarked
package io.heliograph.dispatcher.simulate;

import org.jspecify.annotations.NullMarked;
