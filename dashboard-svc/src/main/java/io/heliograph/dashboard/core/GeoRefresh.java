package io.heliograph.dashboard.core;

import io.heliograph.dashboard.geo.Geolocator;
import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.SupervisedThreads;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/** Looks now and then whether an operator replaced a database of addresses. */
@ApplicationScoped
class GeoRefresh {
  private final SupervisedThreads threads;
  private final Geolocator geolocator;
  private final StatisticsSettings settings;
  private @Nullable SupervisedThread thread;

  GeoRefresh(SupervisedThreads threads, Geolocator geolocator, StatisticsSettings settings) {
    this.threads = threads;
    this.geolocator = geolocator;
    this.settings = settings;
  }

  void start(@Observes StartupEvent started) {
    thread = threads.every("geo-refresh", settings.geo().refresh(), turn -> geolocator.refresh());
  }

  void stop(@Observes ShutdownEvent stopped) {
    if (thread != null) {
      thread.requestStop();
    }
  }
}
