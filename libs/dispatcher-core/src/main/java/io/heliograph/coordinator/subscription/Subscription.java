package io.heliograph.coordinator.subscription;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A subscription as it is stored in {@code hub.cursors}.
 *
 * @param epoch rises when the subscription restarts; state of older epochs is ignored
 * @param createdMillis milliseconds since 1970
 * @param starts by topic id, per partition the end of the log when this epoch began: expedite,
 *     error and live start there, historic ends there. A partition that is not in it starts at its
 *     beginning for live and is empty for historic.
 * @param skipsHistory made shortly after a pause: historic is empty, whatever there was before
 */
public record Subscription(
    SubscriptionSpec spec,
    long epoch,
    long createdMillis,
    Map<UUID, long[]> starts,
    boolean skipsHistory) {

  public Subscription {
    starts = Map.copyOf(new HashMap<>(starts));
  }

  public String pluginKey() {
    return spec.pluginKey();
  }

  /** Where live starts and historic ends in that partition; 0 when the record does not name it. */
  public long startOf(UUID topicId, int partition) {
    long[] ofTopic = starts.get(topicId);
    return ofTopic == null || partition >= ofTopic.length ? 0 : ofTopic[partition];
  }
}
