/**
 * {@code POST /api/v2/event}: events in, records on Kafka out. Others may use {@link
 * io.heliograph.dispatcher.publish.EventProducer} to write events of their own.
 */
@NullMarked
package io.heliograph.dispatcher.publish;

import org.jspecify.annotations.NullMarked;
