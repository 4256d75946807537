package io.heliograph.dispatcher.content;

import io.heliograph.content.EncryptedContentStore;
import io.heliograph.event.source.Source;
import io.heliograph.event.source.Sources;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Contents age off with their source: what was put or copied longer ago than {@code
 * expire_events_after} is removed, by the same rule as the events. One sweep at a time.
 */
@Singleton
public final class ContentExpiry {
  private static final Logger LOG = Logger.getLogger(ContentExpiry.class);

  private final Vertx vertx;
  private final EncryptedContentStore contents;
  private final Sources sources;
  private final ContentSettings settings;
  private final InstantSource clock;
  private final AtomicBoolean sweeping = new AtomicBoolean();
  private long timer = -1;

  ContentExpiry(
      Vertx vertx,
      EncryptedContentStore contents,
      Sources sources,
      ContentSettings settings,
      InstantSource clock) {
    this.vertx = vertx;
    this.contents = contents;
    this.sources = sources;
    this.settings = settings;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started) {
    long everyMillis = settings.expiryInterval().toMillis();
    if (everyMillis > 0 && sources.all().stream().anyMatch(Source::expires)) {
      timer = vertx.setPeriodic(everyMillis, again -> sweepUnlessBusy());
    }
  }

  void stop(@Observes ShutdownEvent stopping) {
    if (timer >= 0) {
      vertx.cancelTimer(timer);
    }
  }

  private void sweepUnlessBusy() {
    if (sweeping.compareAndSet(false, true)) {
      cleaner()
          .whenComplete(
              (removed, failure) -> {
                sweeping.set(false);
                if (failure != null) {
                  LOG.warnf("content expiry failed cause=%s", failure);
                } else if (removed > 0) {
                  LOG.infof("content expired objects=%d", removed);
                }
              });
    }
  }

  /** Removes what has expired, source by source; how many objects. */
  CompletionStage<Long> cleaner() {
    CompletionStage<Long> total = CompletableFuture.completedFuture(0L);
    for (Source source : sources.all()) {
      if (source.expires()) {
        total =
            total.thenCompose(
                before ->
                    contents
                        .expire(source.id(), clock.instant().minus(source.expiresAfter()))
                        .thenApply(removed -> before + removed));
      }
    }
    return total;
  }
}
