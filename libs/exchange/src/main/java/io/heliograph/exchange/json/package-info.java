/**
 * JSON as the exchange needs it: bounded reading, RFC 8785 bytes, and the texts that Python makes
 * of the same values. Callers use {@link io.heliograph.exchange.json.BoundedJson} and {@link
 * io.heliograph.exchange.json.CanonicalJson}; the rest serves the packages above.
 */
@NullMarked
package io.heliograph.exchange.json;

import org.jspecify.annotations.NullMarked;
