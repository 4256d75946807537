/**
 * The one place where clients of Kafka are made: {@link io.heliograph.kit.kafka.KafkaClients}.
 * Services name their clients and say what differs. {@link io.heliograph.kit.kafka.TopicManager}
 * keeps their topics, {@link io.heliograph.kit.kafka.TopicFollower} reads one from its beginning.
 * What readers do about batches that cannot be read is decided by {@link
 * io.heliograph.kit.kafka.CorruptBatches}.
 */
@NullMarked
package io.heliograph.kit.kafka;

import org.jspecify.annotations.NullMarked;
