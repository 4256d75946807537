/**
 * The statistics in Redis: one script for many messages, which remembers the offset with what it
 * counts.
 */
@NullMarked
package io.heliograph.dashboard.store;

import org.jspecify.annotations.NullMarked;
