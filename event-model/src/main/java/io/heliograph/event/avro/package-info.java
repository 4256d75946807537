/** Avro forms of events. */
@NullMarked
package io.heliograph.event.avro;

import org.jspecify.annotations.NullMarked;
