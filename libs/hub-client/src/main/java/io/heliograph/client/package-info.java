/**
 * A client of a dispatcher's HTTP API, for other services, the launcher, benchmarks and tests:
 * {@link io.heliograph.client.HubClient} is where it begins. Plain Java on {@code java.net.http}.
 */
@NullMarked
package io.heliograph.client;

import org.jspecify.annotations.NullMarked;
