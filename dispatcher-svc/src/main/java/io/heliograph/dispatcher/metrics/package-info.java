/**
 * Meters under the peer's exact names with bounded label sets. Every feature counts through {@link
 * io.heliograph.dispatcher.metrics.LabelledCounter}.
 */
@NullMarked
package io.heliograph.dispatcher.metrics;

import org.jspecify.annotations.NullMarked;
