/**
 * Envelopes: three shapes, five forms of ids, paths, and the order of checks (exchange.md section
 * 2). Callers read with {@link io.heliograph.exchange.envelope.EnvelopeReader} and write with
 * {@link io.heliograph.exchange.envelope.EnvelopeWriter}.
 */
@NullMarked
package io.heliograph.exchange.envelope;

import org.jspecify.annotations.NullMarked;
