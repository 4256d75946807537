package io.heliograph.coordinator.shard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.log.Chunk;
import io.heliograph.coordinator.log.LogRecord;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.subscription.QueueTopics;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.coordinator.subscription.SubscriptionSpec;
import io.heliograph.coordinator.view.QueueDepth;
import io.heliograph.coordinator.view.QueueName;
import io.heliograph.coordinator.view.QueuePartition;
import io.heliograph.event.EventHeaders;
import io.heliograph.event.Model;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a subscription costs the owner and everybody else on it. */
class SubscriptionCostTest {
  private static final int TOPICS = 14;
  private static final int PARTITIONS = 3;
  private static final int KEPT_BYTES_MAX = 2_048;
  private static final QueueTopics FEEDS =
      (spec, topic) ->
          switch (topic) {
            case "azul.error" -> EnumSet.of(Queue.ERROR);
            case "azul.expedite" -> EnumSet.of(Queue.EXPEDITE);
            default -> {
              EnumSet<Queue> queues = EnumSet.of(Queue.LIVE, Queue.HISTORIC);
              queues.retainAll(spec.queues());
              boolean wanted = spec.sources().isEmpty() || spec.sources().contains(topic);
              yield wanted ? queues : EnumSet.noneOf(Queue.class);
            }
          };

  private final List<PartitionId> partitions = new ArrayList<>();
  private final Map<PartitionId, Long> ends = new HashMap<>();
  private final Map<String, Integer> woken = new HashMap<>();
  private long nowMillis = 1_000_000;
  private long lastBatch;
  private final PartitionShard shard =
      new PartitionShard(
          TestShard.SETTINGS,
          new VirtualClock(() -> nowMillis),
          new PartitionShard.Outside(
              (partition, offset, reader) -> {},
              FEEDS,
              (plugin, event) -> ReplayPreparer.Preparation.FAILED,
              () -> true,
              new Random(1)));

  SubscriptionCostTest() {
    for (int topic = 0; topic < TOPICS; topic++) {
      String name = topic == 0 ? "azul.error" : topic == 1 ? "azul.expedite" : "source" + topic;
      for (int partition = 0; partition < PARTITIONS; partition++) {
        PartitionId id = new PartitionId(name, new UUID(7, topic), partition);
        partitions.add(id);
        shard.assign(id, 1, 0, 0, Map.of());
        shard.activate(id);
        produce(id, "");
      }
    }
  }

  private PartitionId partition(String topic) {
    return partitions.stream().filter(id -> id.topic().equals(topic)).findFirst().orElseThrow();
  }

  /** A record at the end of the partition; of the error queue for that subscription. */
  private void produce(PartitionId id, String retryFor) {
    long end = ends.getOrDefault(id, 0L);
    EventHeaders headers = TestHeaders.of("e" + end, "testing");
    LogRecord record =
        new LogRecord(
            end,
            1,
            nowMillis,
            "k" + end,
            retryFor.isEmpty() ? headers : headers.retry(2, retryFor, "t/0/0"),
            "{}".getBytes(UTF_8));
    shard.append(id, new Chunk(end, end + 1, List.of(record)));
    ends.put(id, end + 1);
  }

  private Subscription subscribe(String name, List<String> sources, Queue... queues) {
    Map<UUID, long[]> starts = new HashMap<>();
    for (PartitionId id : partitions) {
      starts.computeIfAbsent(id.topicId(), none -> new long[PARTITIONS])[id.partition()] =
          ends.get(id);
    }
    SubscriptionSpec spec =
        new SubscriptionSpec(
            name,
            "1",
            Model.BINARY,
            sources,
            List.of(),
            EnumSet.of(Queue.EXPEDITE, queues),
            true,
            false);
    Subscription made = new Subscription(spec, 1, nowMillis, starts, false);
    shard.put(made);
    return made;
  }

  private static Subscription called(String name, Subscription like) {
    SubscriptionSpec spec = like.spec();
    return new Subscription(
        new SubscriptionSpec(
            name,
            spec.version(),
            spec.model(),
            spec.sources(),
            spec.actions(),
            spec.queues(),
            spec.active(),
            spec.debug()),
        like.epoch(),
        like.createdMillis(),
        like.starts(),
        like.skipsHistory());
  }

  /** A round of a fetch: all queues; then it waits. */
  private int fetch(Subscription subscription) {
    lastBatch++;
    int got = 0;
    for (Queue queue : subscription.spec().queues()) {
      Take take =
          new Take(
              subscription, queue, 100, Long.MAX_VALUE, (headers, json) -> null, lastBatch, true);
      got +=
          shard
              .take(take, () -> woken.merge(subscription.spec().name(), 1, Integer::sum))
              .events()
              .size();
    }
    return got;
  }

  @Test
  void shouldTakeLittleMemoryWhenASubscriptionIsGivenNothing() {
    int count = 1_000;
    Subscription like = subscribe("like", List.of(), Queue.LIVE);
    List<Subscription> idle = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      idle.add(called("idle" + i, like));
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    idle.forEach(shard::put);
    // What was allocated is at least what is kept; there are 51 cursors that are not in use.
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    idle.forEach(one -> assertThat(fetch(one)).isZero());

    assertThat(allocated / count).isLessThan(KEPT_BYTES_MAX);
    assertThat(shard.view().cursorCount()).isZero();
  }

  @Test
  void shouldTakeMemoryForThePartitionsThatWereUsed() {
    Subscription idle = subscribe("idle", List.of(), Queue.LIVE);
    Subscription used = subscribe("used", List.of(), Queue.LIVE);
    produce(partition("source5"), "");

    assertThat(fetch(used)).isEqualTo(1);
    assertThat(shard.view().cursorCount()).isEqualTo(1);
    assertThat(fetch(idle)).isEqualTo(1);
    assertThat(shard.view().cursorCount()).isEqualTo(2);
    shard.forget(used.pluginKey());

    assertThat(shard.view().cursorCount()).isEqualTo(1);
    assertThat(shard.collect().cursors()).hasSize(1);
  }

  @Test
  void shouldTellWhereACursorWouldBeginWhenItIsNotInUse() {
    Subscription plugin = subscribe("plugin", List.of(), Queue.LIVE, Queue.HISTORIC);
    PartitionId id = partition("source5");
    produce(id, "");

    QueueName live = new QueueName(plugin.pluginKey(), Queue.LIVE);
    QueueName historic = new QueueName(plugin.pluginKey(), Queue.HISTORIC);
    Map<QueueName, QueueDepth> depths = shard.view().depths(List.of(plugin.pluginKey()));
    assertThat(depths.get(live).left()).isEqualTo(1);
    assertThat(depths.get(historic).left()).isEqualTo((TOPICS - 2) * PARTITIONS);
    assertThat(shard.view().readiness(plugin.pluginKey()).ready())
        .containsExactlyInAnyOrder(Queue.LIVE, Queue.HISTORIC);
    assertThat(shard.view().frontiers(List.of(plugin.pluginKey())))
        .containsEntry(new QueuePartition(plugin.pluginKey(), Queue.LIVE, id), 1L)
        .containsEntry(new QueuePartition(plugin.pluginKey(), Queue.HISTORIC, id), 0L);
    assertThat(shard.view().cursorCount()).isZero();
    assertThat(fetch(plugin)).isEqualTo((TOPICS - 2) * PARTITIONS + 1);

    depths = shard.view().depths(List.of(plugin.pluginKey()));
    assertThat(depths.get(live).left()).isZero();
    assertThat(depths.get(live).handedOut()).isEqualTo(1);
    assertThat(shard.view().readiness(plugin.pluginKey()).ready()).isEmpty();
  }

  @Test
  void shouldLookAtNoIdleSubscriptionWhenAnEventComes() {
    for (int i = 0; i < 1_000; i++) {
      subscribe("idle" + i, List.of(), Queue.LIVE);
    }
    Subscription waits = subscribe("waits", List.of(), Queue.LIVE);
    Subscription elsewhere = subscribe("elsewhere", List.of("source9"), Queue.LIVE);
    fetch(waits);
    fetch(elsewhere);
    long before = shard.considered();

    for (int i = 0; i < 50; i++) {
      produce(partition("source5"), "");
    }

    // One look: whoever is woken waits no more until it has looked.
    assertThat(shard.considered() - before).isEqualTo(1);
    assertThat(woken).isEqualTo(Map.of("waits", 1));
    produce(partition("source9"), "");
    assertThat(woken).isEqualTo(Map.of("waits", 1, "elsewhere", 1));
  }

  @Test
  void shouldWakeOnlyWhoTriesTheEventAgain() {
    Subscription one = subscribe("one", List.of(), Queue.LIVE);
    Subscription other = subscribe("other", List.of(), Queue.LIVE);
    fetch(one);
    fetch(other);

    produce(partition("azul.error"), other.pluginKey());

    assertThat(woken).isEqualTo(Map.of("other", 1));
    assertThat(fetch(one)).isZero();
    nowMillis += 10_000;
    shard.tick();
    assertThat(fetch(other)).isEqualTo(1);
  }

  @Test
  void shouldWakeAsManyFetchesAsThereAreEventsAndTheOthersSoonAfter() {
    Subscription plugin = subscribe("plugin", List.of(), Queue.LIVE);
    for (int fetch = 0; fetch < 12; fetch++) {
      fetch(plugin);
    }

    produce(partition("source5"), "");
    assertThat(woken).isEqualTo(Map.of("plugin", 1));
    produce(partition("source5"), "");
    assertThat(woken).isEqualTo(Map.of("plugin", 2));
    nowMillis += 24;
    shard.tick();
    assertThat(woken).isEqualTo(Map.of("plugin", 2));
    nowMillis += 1;
    shard.tick();

    // Nobody who was woken looked: an event waits for no fetch that is gone.
    assertThat(woken).isEqualTo(Map.of("plugin", 12));
  }

  @Test
  void shouldWakeTheOldestFetchAgainWhenItIsNotFull() {
    Subscription plugin = subscribe("plugin", List.of(), Queue.LIVE);
    List<Long> order = new ArrayList<>();
    for (long batch = 1; batch <= 3; batch++) {
      await(plugin, batch, order);
    }
    for (int event = 0; event < 4; event++) {
      produce(partition("source5"), "");
      await(plugin, order.getLast(), order);
    }

    // Spread over all of them, none would be full before its deadline.
    assertThat(order).containsExactly(1L, 1L, 1L, 1L);
  }

  @Test
  void shouldWakeTheNextFetchWhenTheOneThatWasWokenIsOver() {
    Subscription plugin = subscribe("plugin", List.of(), Queue.LIVE);
    List<Long> order = new ArrayList<>();
    for (long batch = 1; batch <= 3; batch++) {
      await(plugin, batch, order);
    }
    produce(partition("source5"), "");
    assertThat(order).containsExactly(1L);

    shard.forget(plugin, 1);
    assertThat(order).containsExactly(1L, 2L);
    shard.forget(plugin, 2);
    shard.forget(plugin, 3);

    assertThat(order).containsExactly(1L, 2L, 3L);
  }

  private void await(Subscription plugin, long batch, List<Long> order) {
    Take take =
        new Take(plugin, Queue.LIVE, 100, Long.MAX_VALUE, (headers, json) -> null, batch, true);
    TakeResult unused = shard.take(take, () -> order.add(batch));
  }

  @Test
  void shouldLoseNoWakeWhenASubscriptionStartsAnewOrEnds() {
    Subscription plugin = subscribe("plugin", List.of(), Queue.LIVE);
    fetch(plugin);
    fetch(plugin);
    produce(partition("source5"), "");
    assertThat(woken).isEqualTo(Map.of("plugin", 1));

    shard.put(new Subscription(plugin.spec(), 2, nowMillis, plugin.starts(), false));
    assertThat(woken).isEqualTo(Map.of("plugin", 2));
    shard.forget(plugin.pluginKey());
    nowMillis += 100;
    shard.tick();

    assertThat(woken).isEqualTo(Map.of("plugin", 2));
  }
}
