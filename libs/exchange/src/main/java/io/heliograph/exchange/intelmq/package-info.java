/**
 * IntelMQ 2.x and 3.x messages: its export with all flags, and its hash. Reading one is {@link
 * io.heliograph.exchange.envelope.EnvelopeReader}'s, as of any shape.
 */
@NullMarked
package io.heliograph.exchange.intelmq;

import org.jspecify.annotations.NullMarked;
