/**
 * Dead letters: what was given up for a subscription, to be listed, looked at, tried again or
 * discarded (contract dispatcher.md part 1 row 8). Nothing here is called from outside but what
 * {@code node} wires.
 */
@NullMarked
package io.heliograph.dispatcher.deadletter;

import org.jspecify.annotations.NullMarked;
