package io.heliograph.coordinator.cluster;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.shard.Settlement;
import io.heliograph.coordinator.view.DeliveryProgressQuery;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Another replica, as far as this one knows and reaches it. Thread-safe. */
public interface RemoteReplica {
  /** Whether it owns partitions of that queue. */
  boolean hasPartitions(String pluginKey, Queue queue);

  /** Whether it said lately that it has something to look at in that queue. */
  boolean mayHave(String pluginKey, Queue queue);

  /** An answer of it had nothing: not asked again before it says that it has. */
  void hasNothing(String pluginKey, Queue queue);

  /** Whether it said a moment ago that the coordinator knows it as owner (D9). */
  boolean trusted();

  /** Asks for events: a {@link TakeCodec} order in, a result out. */
  CompletionStage<byte[]> take(byte[] order);

  /** Asks where subscriptions stand: a {@link DeliveryProgressQuery} in, its answer out. */
  CompletionStage<byte[]> progress(byte[] question);

  /**
   * Tells what became of a batch; goes on trying while the peer is there.
   *
   * @param takes those whose answers arrived here: what others hold is ready again
   */
  void settle(long batch, Settlement settlement, List<Integer> takes);
}
