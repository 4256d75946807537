/**
 * What happens to events between a request and Kafka: rules, stages, keys, tracking fields, headers
 * (contract dispatcher.md part 2 sections 0.2, 4.8 to 4.10). Callers use {@link
 * io.heliograph.event.publish.PublishPipeline}.
 */
@NullMarked
package io.heliograph.event.publish;

import org.jspecify.annotations.NullMarked;
