/**
 * Events as raw Avro, Azul's other wire form and the form of its history (contract event-model.md
 * section 9): bytes in, bytes out. Callers use {@link io.heliograph.event.avro.AvroEvents}.
 */
@NullMarked
package io.heliograph.event.avro;

import org.jspecify.annotations.NullMarked;
