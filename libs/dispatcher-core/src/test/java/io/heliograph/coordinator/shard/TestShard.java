package io.heliograph.coordinator.shard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.log.Chunk;
import io.heliograph.coordinator.log.LogRecord;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.subscription.QueueTopics;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.coordinator.subscription.SubscriptionSpec;
import io.heliograph.event.EventHeaders;
import io.heliograph.event.Model;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** A core on a virtual clock with one partition of events and one of events to be tried again. */
public final class TestShard {
  public static final ShardSettings SETTINGS =
      new ShardSettings(1_000, 3, 10_000, 4_096, 20, 500, 0);

  /** One partition of binaries, one of the error queue. */
  public static final QueueTopics TOPICS =
      (spec, topic) ->
          topic.equals("azul.error")
              ? spec.leases() ? EnumSet.of(Queue.ERROR) : EnumSet.noneOf(Queue.class)
              : EnumSet.of(Queue.LIVE);

  final PartitionId events = new PartitionId("testing.binary.data", new UUID(7, 7), 0);
  final PartitionId errors = new PartitionId("azul.error", new UUID(9, 9), 0);
  public final PartitionShard shard;
  long nowMillis = 1_000_000;
  private long end;
  private long errorsEnd;
  private long lastBatch;

  public TestShard() {
    shard =
        new PartitionShard(
            SETTINGS,
            new VirtualClock(() -> nowMillis),
            new PartitionShard.Outside(
                (partition, offset, reader) -> {},
                TOPICS,
                (plugin, event) -> ReplayPreparer.Preparation.FAILED,
                () -> true,
                new Random(1)));
    assign(events);
    assign(errors);
  }

  void assign(PartitionId id) {
    long from = id.equals(events) ? end : errorsEnd;
    shard.assign(id, 1, from, from, Map.of());
    shard.activate(id);
  }

  public static Subscription subscription(String name, boolean active, long epoch) {
    SubscriptionSpec spec =
        new SubscriptionSpec(
            name, "1", Model.BINARY, List.of(), List.of(), EnumSet.of(Queue.LIVE), active, false);
    return new Subscription(spec, epoch, 0, Map.of(), false);
  }

  Subscription subscribe(String name, boolean active, long epoch) {
    Subscription made = subscription(name, active, epoch);
    shard.put(made);
    return made;
  }

  void produce(int count) {
    List<LogRecord> records = new ArrayList<>();
    for (long offset = end; offset < end + count; offset++) {
      records.add(record(offset, TestHeaders.of("e" + offset, "testing")));
    }
    shard.append(events, new Chunk(end, end + count, records));
    end += count;
    shard.evictTo(0);
  }

  /** An event that the subscription is to try again as that attempt, after a delay. */
  void retry(Subscription subscription, int attempt) {
    EventHeaders headers =
        TestHeaders.of("r" + errorsEnd, "testing")
            .retry(attempt, subscription.pluginKey(), "t/0/0");
    List<LogRecord> records = List.of(record(errorsEnd, headers));
    shard.append(errors, new Chunk(errorsEnd, errorsEnd + 1, records));
    errorsEnd++;
  }

  private LogRecord record(long offset, EventHeaders headers) {
    return new LogRecord(offset, 1, nowMillis, "k" + offset, headers, "{}".getBytes(UTF_8));
  }

  long lastBatch() {
    return lastBatch;
  }

  /** Takes without answering; {@link #lastBatch} names what it holds. */
  List<TakenEvent> take(Subscription subscription, Queue queue, int count) {
    return take(subscription, queue, count, () -> {});
  }

  List<TakenEvent> take(Subscription subscription, Queue queue, int count, Runnable wake) {
    lastBatch++;
    Take take =
        new Take(
            subscription,
            queue,
            count,
            Long.MAX_VALUE,
            (headers, json) -> null,
            lastBatch,
            subscription.spec().leases());
    return shard.take(take, wake).events();
  }

  /** Takes and answers: what is leased is leased from now. */
  List<TakenEvent> lease(Subscription subscription, int count) {
    List<TakenEvent> taken = take(subscription, Queue.LIVE, count);
    shard.forget(subscription, lastBatch);
    shard.answered(lastBatch, false);
    return taken;
  }

  StatusSignal.Effect status(Subscription subscription, TakenEvent taken, StatusSignal.Kind kind) {
    return shard.apply(
        new StatusSignal(taken.locator().stored(), subscription.spec().name(), "1", kind, "said"));
  }

  void advance(long millis) {
    nowMillis += millis;
    shard.tick();
  }
}
