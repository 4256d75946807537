/**
 * Converters between IntelMQ, n6 and IDEA0 (exchange.md section 8, tables in
 * docs/protocol/exchange.md). Callers use {@link io.heliograph.exchange.convert.Conversion}; no
 * converter drops the raw id or widens a TLP level.
 */
@NullMarked
package io.heliograph.exchange.convert;

import org.jspecify.annotations.NullMarked;
