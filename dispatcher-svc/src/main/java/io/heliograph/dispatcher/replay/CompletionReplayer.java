package io.heliograph.dispatcher.replay;

import io.heliograph.coordinator.log.LogRecord;
import io.heliograph.coordinator.shard.Disposition;
import io.heliograph.coordinator.shard.ReplayPreparer;
import io.heliograph.coordinator.subscription.SubscriptionSpec;
import io.heliograph.dispatcher.content.ContentCopies;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.event.EventHeaders;
import io.heliograph.event.PreparedEvent;
import io.heliograph.kit.limit.SparseLog;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Replays remembered completions: copies the contents of their results to the event's source first,
 * then makes the events that are written in the transaction which passes the event. Thread-safe.
 */
@Singleton
public final class CompletionReplayer implements ReplayPreparer {
  private static final SparseLog LOG = new SparseLog(Logger.getLogger(CompletionReplayer.class));
  private static final int PREPARING_MAX = 1_000;

  private final CompletionCache cache;
  private final ContentCopies contents;
  private final ReplayedEvents events;
  private final ReplayMetrics metrics;
  private final Map<String, CompletableFuture<Void>> preparing = new ConcurrentHashMap<>();

  CompletionReplayer(
      CompletionCache cache, ContentCopies contents, ReplayedEvents events, ReplayMetrics metrics) {
    this.cache = cache;
    this.contents = contents;
    this.events = events;
    this.metrics = metrics;
  }

  @Override
  public Preparation prepare(SubscriptionSpec plugin, LogRecord event) {
    EventHeaders headers = event.headers();
    Optional<Completion> known = headers == null ? Optional.empty() : find(plugin, headers);
    if (known.isEmpty() || headers == null) {
      return Preparation.FAILED;
    }
    String key = plugin.pluginKey() + '/' + event.key();
    CompletableFuture<Void> copies = preparing.get(key);
    if (copies == null) {
      if (preparing.size() >= PREPARING_MAX) {
        preparing.values().removeIf(CompletableFuture::isDone);
        return Preparation.UNDER_WAY;
      }
      copies = copy(known.get(), headers.source());
      preparing.put(key, copies);
    }
    if (!copies.isDone()) {
      return Preparation.UNDER_WAY;
    }
    preparing.remove(key);
    if (copies.isCompletedExceptionally()) {
      LOG.warn(
          "copy",
          () -> "replay failed subscription=" + plugin.pluginKey() + ": contents not copied");
      cache.forget(headers.entityId(), plugin.name(), plugin.version());
      metrics.failed();
      return Preparation.FAILED;
    }
    return Preparation.DONE;
  }

  private Optional<Completion> find(SubscriptionSpec plugin, EventHeaders headers) {
    return cache.find(headers.entityId(), plugin.name(), plugin.version());
  }

  /** A content that is not there is no failure: the first results had none either. */
  private CompletableFuture<Void> copy(Completion completion, String source) {
    CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
    for (Completion.Stream stream : completion.streams()) {
      if (!stream.source().equals(source)) {
        all = all.thenCombine(copy(stream, source), (former, copied) -> null);
      }
    }
    return all;
  }

  private CompletableFuture<Boolean> copy(Completion.Stream stream, String source) {
    try {
      return contents
          .copy(stream.source(), source, stream.label(), stream.sha256())
          .toCompletableFuture();
    } catch (HubException noName) {
      // A result may name a content that no store can hold.
      return CompletableFuture.completedFuture(false);
    }
  }

  /**
   * What is published in place of the plugin's work: its results and its status. Empty when it was
   * forgotten meanwhile.
   */
  public Optional<List<PreparedEvent>> eventsOf(Disposition.Replay replayed) {
    EventHeaders headers = replayed.record().headers();
    SubscriptionSpec plugin = replayed.subscription().spec();
    Optional<Completion> known = headers == null ? Optional.empty() : find(plugin, headers);
    if (known.isEmpty() || headers == null) {
      return Optional.empty();
    }
    try {
      List<PreparedEvent> made = events.of(replayed, known.get());
      metrics.replayed(plugin.name(), known.get().runtimeSeconds());
      return Optional.of(made);
    } catch (RuntimeException unusable) {
      // The plugin gets its work instead: one event must not keep others from being written.
      LOG.warn(
          "replay",
          () -> "replay failed subscription=" + plugin.pluginKey() + " cause=" + unusable);
      cache.forget(headers.entityId(), plugin.name(), plugin.version());
      metrics.failed();
      return Optional.empty();
    }
  }
}
