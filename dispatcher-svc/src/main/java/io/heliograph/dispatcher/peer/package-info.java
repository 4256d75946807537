/**
 * Replicas among themselves: who is there, what each has ready, and events taken from one for a
 * fetch that another serves (architecture section 3; docs/protocol/replicas.md). Wired by {@code
 * replica}.
 */
@NullMarked
package io.heliograph.dispatcher.peer;

import org.jspecify.annotations.NullMarked;
