/**
 * What outlives a replica: cursors and subscriptions in the log, who owns a partition, and how it
 * changes hands. The logs, the group and the time are interfaces; Kafka implements them in the
 * service, memory in tests.
 */
@NullMarked
package io.heliograph.coordinator.state;

import org.jspecify.annotations.NullMarked;
