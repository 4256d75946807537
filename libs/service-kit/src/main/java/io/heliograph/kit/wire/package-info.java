/**
 * The connections of all servers of a service, beneath the HTTP library: how many there are, how
 * long a head may take, which heads are refused although the library would take them. The library
 * finds {@link io.heliograph.kit.wire.GuardedTransportProvider} by itself; nothing here is called
 * from outside.
 */
@NullMarked
package io.heliograph.kit.wire;

import org.jspecify.annotations.NullMarked;
