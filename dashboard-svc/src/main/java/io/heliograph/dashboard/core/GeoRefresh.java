package io.heliograph.dashboard.core;

import io.heliograph.dashboard.geo.Geolocator;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Looks now and then whether an operator replaced a database of addresses. */
@ApplicationScoped
class GeoRefresh {
  private final Vertx vertx;
  private final Geolocator geolocator;
  private final long millis;
  private long timer;

  GeoRefresh(Vertx vertx, Geolocator geolocator, StatisticsSettings settings) {
    this.vertx = vertx;
    this.geolocator = geolocator;
    this.millis = settings.geo().refresh().toMillis();
  }

  void start(@Observes StartupEvent started) {
    timer = vertx.setPeriodic(millis, tick -> look());
  }

  void stop(@Observes ShutdownEvent stopped) {
    vertx.cancelTimer(timer);
  }

  private void look() {
    vertx.executeBlocking(
        () -> {
          geolocator.refresh();
          return true;
        });
  }
}
