/**
 * Pausing of plugins: when they were paused, what that means now, and the endpoints that set it
 * (contract dispatcher.md part 1 row 20). Asked by the coordinator; wired by {@code node}.
 */
@NullMarked
package io.heliograph.dispatcher.pause;

import org.jspecify.annotations.NullMarked;
