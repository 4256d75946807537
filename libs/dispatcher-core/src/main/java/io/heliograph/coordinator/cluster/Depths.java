package io.heliograph.coordinator.cluster;

import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.codec.RecordReader;
import io.heliograph.coordinator.codec.RecordWriter;
import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.shard.CoordinatorRuntime;
import io.heliograph.coordinator.view.PluginKeys;
import io.heliograph.coordinator.view.QueueDepth;
import io.heliograph.coordinator.view.QueueName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What is left of queues, and how a replica tells another. */
public final class Depths {
  private static final int VERSION = 1;

  private Depths() {}

  /**
   * What is left of the queues of those subscriptions, in the partitions of these event loops.
   *
   * @throws io.heliograph.coordinator.runtime.BusyException when too much waits for the event loops
   */
  public static CompletableFuture<Map<QueueName, QueueDepth>> of(
      CoordinatorRuntime coordinator, List<String> pluginKeys) {
    coordinator.intake().require();
    CompletableFuture<Map<QueueName, QueueDepth>> all =
        CompletableFuture.completedFuture(new HashMap<>());
    for (List<String> part : PluginKeys.parts(pluginKeys)) {
      all = all.thenCombine(coordinator.depths(part), Depths::with);
    }
    return all;
  }

  private static Map<QueueName, QueueDepth> with(
      Map<QueueName, QueueDepth> sum, Map<QueueName, QueueDepth> part) {
    sum.putAll(part);
    return sum;
  }

  /** What {@link #decode} reads. */
  public static byte[] encode(Map<QueueName, QueueDepth> depths) {
    RecordWriter out = new RecordWriter(VERSION).number(depths.size());
    depths.forEach(
        (name, depth) -> {
          out.text(name.pluginKey()).text(name.queue().wire());
          out.number(depth.left()).number(depth.handedOut()).number(depth.passed());
          out.number(depth.leaseEndMillis());
        });
    return out.toBytes();
  }

  /**
   * Reads what {@link #encode} wrote; a queue that only a newer replica knows is left out.
   *
   * @throws MalformedRecordException when it cannot be read
   */
  public static Map<QueueName, QueueDepth> decode(byte[] bytes) throws MalformedRecordException {
    RecordReader in = new RecordReader(bytes, VERSION);
    Map<QueueName, QueueDepth> depths = new HashMap<>();
    int count = in.count();
    for (int i = 0; i < count; i++) {
      String pluginKey = in.text();
      String queue = in.text();
      QueueDepth depth = new QueueDepth(in.number(), in.number(), in.number(), in.number());
      Queue.fromWire(queue).ifPresent(known -> depths.put(new QueueName(pluginKey, known), depth));
    }
    in.end();
    return depths;
  }
}
