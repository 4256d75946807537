package io.heliograph.dispatcher.fetch;

import io.heliograph.coordinator.filter.EventFilter;
import io.heliograph.coordinator.filter.PathCompiler;
import io.heliograph.gjson.LimitExceededException;
import io.heliograph.gjson.Path;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Filters made of GJSON paths (contract dispatcher.md part 1 row 10). A plugin sends the same path
 * with every fetch: compiled ones are kept, as many as there can be subscriptions; the one that was
 * asked for least lately gives way. Thread-safe.
 */
@ApplicationScoped
class GjsonPaths implements PathCompiler {
  static final int KEPT_MAX = 1_000;

  private final Map<String, EventFilter> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, EventFilter> eldest) {
          return size() > KEPT_MAX;
        }
      };

  @Override
  public EventFilter compile(String path) {
    synchronized (kept) {
      EventFilter known = kept.get(path);
      if (known != null) {
        return known;
      }
    }
    EventFilter filter = filter(path);
    synchronized (kept) {
      kept.put(path, filter);
    }
    return filter;
  }

  private static EventFilter filter(String path) {
    try {
      return new GjsonFilter(Path.compile(path));
    } catch (LimitExceededException tooLarge) {
      throw Query.bad("filter", String.valueOf(tooLarge.getMessage()));
    }
  }
}
