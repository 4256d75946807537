/**
 * Cursors: where a subscription stands in a partition, what is open above that, and how it is
 * stored. Pure; runs on event loops.
 */
@NullMarked
package io.heliograph.coordinator.cursor;

import org.jspecify.annotations.NullMarked;
