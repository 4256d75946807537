/**
 * IntelMQ's harmonisation: the fields of events and reports and what each takes (exchange.md
 * section 4, docs/protocol/exchange.md "Fields"). Callers use {@link
 * io.heliograph.exchange.field.Sanitation} and its values; the packages below serve it.
 */
@NullMarked
package io.heliograph.exchange.field;

import org.jspecify.annotations.NullMarked;
