package io.heliograph.dispatcher.replay;

import io.heliograph.dispatcher.publish.PublishListener;
import io.heliograph.event.Model;
import io.heliograph.event.PreparedEvent;
import io.heliograph.event.Statuses;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Completions that took long, by file, plugin and version; those used last stay longest. Bounded in
 * bytes and time, in this process only: what it forgets is worked on again. Thread-safe.
 */
@Singleton
public final class CompletionCache implements PublishListener {
  private static final Logger LOG = Logger.getLogger(CompletionCache.class);

  /** So that one completion does not push out all others. */
  private static final int SHARE = 64;

  private record Entry(Completion completion, long endMillis) {}

  private final long bytesMax;
  private final double runtimeMinSeconds;
  private final long keptMillis;
  private final InstantSource clock;
  private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  @Inject
  CompletionCache(ReplaySettings settings, InstantSource clock) {
    this(settings.sizeBytes(), settings.runtimeMin(), settings.kept(), clock);
  }

  CompletionCache(long bytesMax, Duration runtimeMin, Duration kept, InstantSource clock) {
    this.bytesMax = bytesMax;
    this.runtimeMinSeconds = runtimeMin.toNanos() / 1e9;
    this.keptMillis = kept.toMillis();
    this.clock = clock;
  }

  /** Whether anything is remembered at all. */
  @Override
  public boolean isOn() {
    return bytesMax > 0;
  }

  @Override
  public void published(List<PreparedEvent> events) {
    for (int at = 0; isOn() && at < events.size(); at++) {
      PreparedEvent event = events.get(at);
      if (event.model() == Model.STATUS && Statuses.isCompleted(event.headers().status())) {
        int end = at + 1;
        while (end < events.size() && events.get(end).model() != Model.STATUS) {
          end++;
        }
        remember(event, events.subList(at + 1, end));
      }
    }
  }

  private void remember(PreparedEvent status, List<PreparedEvent> results) {
    long size = status.json().length;
    for (PreparedEvent result : results) {
      size += result.json().length;
    }
    if (size > bytesMax / SHARE - 1) {
      return;
    }
    try {
      JsonObject json = new JsonObject(Buffer.buffer(status.json()));
      if (json.getJsonObject("entity").getDouble("runtime", 0.0) <= runtimeMinSeconds) {
        return;
      }
      JsonObject author = json.getJsonObject("author");
      put(
          key(
              status.headers().entityId(),
              author.getString("name"),
              author.getString("version", "")),
          Completion.of(status.json(), results.stream().map(PreparedEvent::json).toList()));
    } catch (DecodeException beyondUs) {
      LOG.debugf("completion not cached cause=%s", beyondUs.getMessage());
    }
  }

  private synchronized void put(String key, Completion completion) {
    drop(key);
    entries.put(key, new Entry(completion, clock.millis() + keptMillis));
    bytes += completion.bytes();
    Iterator<Entry> oldest = entries.values().iterator();
    while (bytes > bytesMax && oldest.hasNext()) {
      bytes -= oldest.next().completion.bytes();
      oldest.remove();
    }
  }

  /** What that plugin made of that file. */
  synchronized Optional<Completion> find(String sha256, String name, String version) {
    if (!isOn()) {
      return Optional.empty();
    }
    String key = key(sha256, name, version);
    Entry entry = entries.get(key);
    if (entry != null && entry.endMillis <= clock.millis()) {
      drop(key);
      return Optional.empty();
    }
    return Optional.ofNullable(entry).map(Entry::completion);
  }

  /** Forgets what could not be replayed. */
  synchronized void forget(String sha256, String name, String version) {
    drop(key(sha256, name, version));
  }

  private void drop(String key) {
    Entry gone = entries.remove(key);
    if (gone != null) {
      bytes -= gone.completion.bytes();
    }
  }

  private static String key(String sha256, String name, String version) {
    return sha256 + '-' + name + '-' + version;
  }
}
