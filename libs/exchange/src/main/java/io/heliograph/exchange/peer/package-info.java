/**
 * Decisions of peers and hub as pure functions: who published, what is accepted, what leaves to
 * whom, withdrawal, retention (exchange.md sections 0, 5 and 6). Stores and clocks are arguments.
 */
@NullMarked
package io.heliograph.exchange.peer;

import org.jspecify.annotations.NullMarked;
