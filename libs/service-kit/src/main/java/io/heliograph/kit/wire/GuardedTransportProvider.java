package io.heliograph.kit.wire;

import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.spi.VertxServiceProvider;

/** Puts {@link GuardedTransport} around the transport that was chosen. */
public final class GuardedTransportProvider implements VertxServiceProvider {
  /** For the service loader. */
  public GuardedTransportProvider() {}

  @Override
  public void init(VertxBuilder builder) {
    builder.findTransport(new GuardedTransport(builder.findTransport()));
  }
}
