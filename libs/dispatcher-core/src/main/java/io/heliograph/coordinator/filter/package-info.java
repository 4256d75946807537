/**
 * The filters that a fetch brings along (contract dispatcher.md part 2 section 2). Knows neither
 * Quarkus nor the Kafka client.
 */
@NullMarked
package io.heliograph.coordinator.filter;

import org.jspecify.annotations.NullMarked;
