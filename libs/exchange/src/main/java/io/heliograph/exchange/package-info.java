/**
 * The exchange's domain (IEP04): plain Java without threads, clocks or clients. {@link
 * io.heliograph.exchange.DryRun} is the whole of it for one message; the packages below are
 * envelopes, fields, IntelMQ's formats, converters, and the decisions of peers and hub.
 */
@NullMarked
package io.heliograph.exchange;

import org.jspecify.annotations.NullMarked;
