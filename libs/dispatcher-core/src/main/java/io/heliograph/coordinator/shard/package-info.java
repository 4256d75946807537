/**
 * Owner threads: each partition's tail, cursors and leases belong to one of them; requests are
 * messages. The logic knows neither Quarkus nor the Kafka client.
 */
@NullMarked
package io.heliograph.coordinator.shard;

import org.jspecify.annotations.NullMarked;
