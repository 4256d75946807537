/**
 * The one place where the properties of Kafka's clients are set: {@link
 * io.heliograph.kit.kafka.KafkaClients}. Services name their clients and say what differs.
 */
@NullMarked
package io.heliograph.kit.kafka;

import org.jspecify.annotations.NullMarked;
