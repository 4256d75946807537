/**
 * The one place where the properties of Kafka's clients are set: {@link
 * io.heliograph.kit.kafka.KafkaClients}. Services name their clients and say what differs. What
 * readers do about batches that cannot be read is decided by {@link
 * io.heliograph.kit.kafka.CorruptBatches}.
 */
@NullMarked
package io.heliograph.kit.kafka;

import org.jspecify.annotations.NullMarked;
