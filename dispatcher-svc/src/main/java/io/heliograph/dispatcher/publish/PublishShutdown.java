package io.heliograph.dispatcher.publish;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Finishes at a stop what was accepted: first the waiting bodies, then the records in flight. */
@Singleton
final class PublishShutdown {
  private static final Logger LOG = Logger.getLogger(PublishShutdown.class);

  private final PublishExecutor workers;
  private final ProducerSource producers;
  private final PublishSettings settings;

  PublishShutdown(PublishExecutor workers, ProducerSource producers, PublishSettings settings) {
    this.workers = workers;
    this.producers = producers;
    this.settings = settings;
  }

  void stop(@Observes ShutdownEvent stopping) {
    long deadlineNanos =
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.stopTimeoutMillis());
    try {
      workers.close(settings.stopTimeoutMillis());
    } catch (InterruptedException interrupted) {
      LOG.warn("stop=interrupted");
      Thread.currentThread().interrupt();
    }
    producers.close(Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime())));
  }
}
