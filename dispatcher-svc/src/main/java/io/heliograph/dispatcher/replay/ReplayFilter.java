package io.heliograph.dispatcher.replay;

import io.heliograph.coordinator.filter.EventFilter;
import io.heliograph.coordinator.shard.ReplayPreparer;
import io.heliograph.coordinator.subscription.SubscriptionSpec;
import io.heliograph.event.EventHeaders;
import io.heliograph.gjson.Path;
import org.jspecify.annotations.Nullable;

/**
 * The stage ReplayPluginCompletion of an active fetch, the last one: what the plugin has done
 * before is not handed out, unless the event says {@code bypass_cache}.
 */
public record ReplayFilter(EventFilter others, CompletionCache cache, SubscriptionSpec plugin)
    implements EventFilter {
  private static final Path BYPASS = Path.compile("flags.bypass_cache");

  @Override
  public @Nullable String rejection(EventHeaders headers, byte[] json) {
    String rejection = others.rejection(headers, json);
    if (rejection != null) {
      return rejection;
    }
    boolean known =
        cache.find(headers.entityId(), plugin.name(), plugin.version()).isPresent()
            && !BYPASS.matches(json);
    return known ? ReplayPreparer.CACHED : null;
  }
}
