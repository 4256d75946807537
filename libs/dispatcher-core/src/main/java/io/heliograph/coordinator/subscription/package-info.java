/**
 * Subscriptions: what a plugin asks for, under which key, and where its queues start. Knows neither
 * Quarkus nor the Kafka client; called by {@code shard} and {@code fetch}.
 */
@NullMarked
package io.heliograph.coordinator.subscription;

import org.jspecify.annotations.NullMarked;
