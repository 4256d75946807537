/**
 * The API of migrations (contract dispatcher.md part 1 row 28, part 2 section 9), their
 * configuration, metrics and wiring; what copies is {@link io.heliograph.migration}. Nothing here
 * is called from outside.
 */
@NullMarked
package io.heliograph.dispatcher.migration;

import org.jspecify.annotations.NullMarked;
