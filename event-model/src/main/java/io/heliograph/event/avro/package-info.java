/**
 * The Avro wire form of events, model versions 4 to 6: read into stored JSON, written as version 6.
 * Callers use {@link io.heliograph.event.avro.AvroEvents} and nothing else.
 */
@NullMarked
package io.heliograph.event.avro;

import org.jspecify.annotations.NullMarked;
