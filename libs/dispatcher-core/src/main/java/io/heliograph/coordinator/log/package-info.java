/** What is known of the event log in memory: chunks of records, tails, and the rate of history. */
@NullMarked
package io.heliograph.coordinator.log;

import org.jspecify.annotations.NullMarked;
