package io.heliograph.kit.wire;

import io.heliograph.kit.http.RefusalForm;
import io.heliograph.kit.http.Refusals;
import io.heliograph.kit.http.ServerOptions;
import io.heliograph.kit.http.WebSettings;
import io.heliograph.kit.limit.PerAddressLimit;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelHandler;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Guards the servers of a service, each with limits of its own, so that a flood of one port leaves
 * health and metrics reachable on another. Thread-safe.
 */
@Singleton
@Unremovable
final class ConnectionGuard {
  private static final Logger LOG = Logger.getLogger(ConnectionGuard.class);

  private final WebSettings settings;
  private final ServerOptions options;
  private final RefusalForm form;
  private final Refusals refusals;
  private final ConnectionRoom room;
  private final int connectionsMax;

  ConnectionGuard(
      WebSettings settings,
      ServerOptions options,
      RefusalForm form,
      Refusals refusals,
      MeterRegistry registry) {
    this.settings = settings;
    this.options = options;
    this.form = form;
    this.refusals = refusals;
    FileLimit files = FileLimit.ofProcess();
    this.connectionsMax = files.connections(settings.connectionsMax());
    this.room = new ConnectionRoom(files.connections(Integer.MAX_VALUE));
    if (connectionsMax < settings.connectionsMax()) {
      LOG.warnf(
          "hub.http.connections-max lowered to what the limit of open files allows configured=%d"
              + " files=%d effective=%d",
          settings.connectionsMax(), files.files(), connectionsMax);
    }
    Gauge.builder("heliograph_http_connections", room, ConnectionRoom::open)
        .description("Open connections to the ports of this service")
        .register(registry);
    Gauge.builder("heliograph_http_connections_max", () -> connectionsMax)
        .description("Connections that one port answers at the same time")
        .register(registry);
  }

  /** What sees every connection to a server before the server does. */
  ChannelHandler listener() {
    PerAddressLimit limit =
        new PerAddressLimit(
            connectionsMax, Math.min(connectionsMax, settings.connectionsPerAddressMax()));
    return new ConnectionGate(
        limit,
        room,
        refusals::told,
        () ->
            new HeadDeadline(
                options.service(),
                settings.headTimeout(),
                new RequestGate(form, refusals::told),
                () -> new ControlFrames(settings.controlFramesPerSecondMax(), System::nanoTime)));
  }
}
