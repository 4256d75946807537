/**
 * Where an event is (contract dispatcher.md part 1 rows 30 and 31): finds its records by key and
 * asks every replica how far a plugin's subscriptions are with them. Rule: docs/protocol/fetch.md.
 */
@NullMarked
package io.heliograph.dispatcher.eventinfo;

import org.jspecify.annotations.NullMarked;
