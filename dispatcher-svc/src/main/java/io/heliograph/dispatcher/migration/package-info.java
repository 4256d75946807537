/**
 * Copies topics of an Azul cluster into ours, exactly once and resumable (contract dispatcher.md
 * part 1 row 28, part 2 section 9). Nothing here is called from outside.
 */
@NullMarked
package io.heliograph.dispatcher.migration;

import org.jspecify.annotations.NullMarked;
