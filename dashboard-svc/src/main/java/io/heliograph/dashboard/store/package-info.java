/**
 * The statistics in Redis: one script per message, which remembers the offset with what it counts.
 */
@NullMarked
package io.heliograph.dashboard.store;

import org.jspecify.annotations.NullMarked;
