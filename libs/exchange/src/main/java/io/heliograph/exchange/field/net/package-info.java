/**
 * Addresses, networks, host names and URLs in IntelMQ's canonical forms, by the rules of Python's
 * {@code ipaddress}, {@code encodings.idna} and {@code urllib.parse}. No name is ever resolved.
 */
@NullMarked
package io.heliograph.exchange.field.net;

import org.jspecify.annotations.NullMarked;
