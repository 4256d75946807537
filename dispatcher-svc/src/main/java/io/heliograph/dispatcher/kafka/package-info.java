/**
 * Kafka as the coordinator's log, state log and status log: the group's reader, loads of history,
 * {@code hub.cursors} written by one transactional producer, and the tail of statuses. Wired by
 * {@code node}.
 */
@NullMarked
package io.heliograph.dispatcher.kafka;

import org.jspecify.annotations.NullMarked;
