package io.heliograph.coordinator.shard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.coordinator.cursor.CursorKey;
import io.heliograph.coordinator.cursor.CursorState;
import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.filter.EventFilter;
import io.heliograph.coordinator.log.Chunk;
import io.heliograph.coordinator.log.LogRecord;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.coordinator.subscription.SubscriptionSpec;
import io.heliograph.event.Model;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The dedupe window (contract dispatcher.md part 1 row 24). */
class DuplicatesTest {
  private static final int WINDOW = 2;
  private static final int LEASE_MILLIS = 1_000;
  private static final EventFilter ALL = (headers, json) -> null;

  private final PartitionId id = new PartitionId("t.binary.data", new UUID(7, 7), 0);
  private final List<LogRecord> log = new ArrayList<>();
  private final List<Long> loads = new ArrayList<>();
  private long nowMillis = 1_000_000;
  private long batch;
  private PartitionShard shard = newCore();

  @Test
  void shouldPassOverWhatCameWithinTheWindow() {
    Subscription reader = subscribe(false, 0, Queue.LIVE);
    write("a", "a", "b", "a", "b", "c", "d", "b");

    assertThat(offsets(reader, Queue.LIVE, 100, ALL)).containsExactly(0L, 2L, 5L, 6L, 7L);
  }

  @Test
  void shouldCountWhatItPassesOver() {
    Subscription reader = subscribe(false, 0, Queue.LIVE);
    write("a", "a", "b");

    assertThat(take(reader, Queue.LIVE, 100, ALL).filtered())
        .isEqualTo(Map.of("FilterDuplicates-skipped", 1));
  }

  @Test
  void shouldComeToTheSameAnswerAfterATakeOver() {
    for (boolean active : new boolean[] {false, true}) {
      for (int first = 0; first < 8; first++) {
        log.clear();
        shard = newCore();
        Subscription reader = subscribe(active, 0, Queue.LIVE);
        write("a", "a", "b", "a", "b", "c", "d", "b");
        List<Long> seen = new ArrayList<>(first == 0 ? List.of() : finish(reader, first));

        takeOver(reader);
        seen.addAll(finish(reader, 100));

        assertThat(seen)
            .as("active %s, %d before the take-over", active, first)
            .containsExactly(0L, 2L, 5L, 6L, 7L);
      }
    }
  }

  @Test
  void shouldHandOutAgainWhatALostLeaseBringsBack() {
    Subscription plugin = subscribe(true, 0, Queue.LIVE);
    write("a", "b", "a");
    TakeResult first = take(plugin, Queue.LIVE, 100, ALL);
    assertThat(first.events()).hasSize(2);
    shard.answered(batch, false);

    nowMillis += LEASE_MILLIS;
    shard.tick();

    assertThat(take(plugin, Queue.LIVE, 100, ALL).events())
        .extracting(taken -> taken.record().offset() + "/" + taken.attempt())
        .containsExactly("0/2", "1/2");
  }

  @Test
  void shouldHandOutAgainWhatAFailedAnswerHeld() {
    for (boolean active : new boolean[] {false, true}) {
      log.clear();
      shard = newCore();
      Subscription reader = subscribe(active, 0, Queue.LIVE);
      write("a", "a", "b", "c", "b");
      assertThat(take(reader, Queue.LIVE, 100, ALL).events()).hasSize(3);
      shard.failed(batch);

      assertThat(offsets(reader, Queue.LIVE, 100, ALL)).containsExactly(0L, 2L, 3L);
    }
  }

  @Test
  void shouldNeitherCheckNorRememberWhatSaysSo() {
    Subscription reader = subscribe(false, 0, Queue.LIVE);
    write("a {\"flags\":{\"bypass_cache\":true}}", "a", "a {\"flags\":{\"expedite\":true}}");

    assertThat(offsets(reader, Queue.LIVE, 100, ALL)).containsExactly(0L, 1L, 2L);
  }

  @Test
  void shouldNotRememberWhatAnotherFilterRejected() {
    Subscription reader = subscribe(false, 0, Queue.LIVE);
    write("a {\"large\":1}", "a");

    EventFilter small =
        (headers, json) -> new String(json, UTF_8).contains("large") ? "too large" : null;

    assertThat(offsets(reader, Queue.LIVE, 100, small)).containsExactly(1L);
  }

  @Test
  void shouldKnowOfHistoryOnlyWhereThatIsReadToo() {
    write("a", "a", "b");

    Subscription both = subscribe(false, 1, Queue.LIVE, Queue.HISTORIC);
    assertThat(offsets(both, Queue.LIVE, 100, ALL)).containsExactly(2L);
    assertThat(offsets(both, Queue.HISTORIC, 100, ALL)).containsExactly(0L);

    Subscription liveOnly = subscribe(false, 1, Queue.LIVE);
    assertThat(offsets(liveOnly, Queue.LIVE, 100, ALL)).containsExactly(1L, 2L);
  }

  @Test
  void shouldReadBackWhatIsNoLongerInMemory() {
    Subscription reader = subscribe(false, 0, Queue.LIVE);
    write("a", "a", "b", "a");
    shard = newCore();
    shard.assign(
        id,
        1,
        4,
        4,
        Map.of(
            new CursorKey(reader.pluginKey(), Queue.LIVE, 0, id.topicId(), 0),
            new CursorState(1, 3, 1, new long[0], List.of(), new long[0])));
    shard.activate(id);
    shard.put(reader);

    TakeResult nothingYet = take(reader, Queue.LIVE, 100, ALL);
    assertThat(nothingYet.loading()).isTrue();
    assertThat(loads).containsExactly(1L);
    shard.loaded(id, new Chunk(1, 4, log.subList(1, 4)));

    assertThat(offsets(reader, Queue.LIVE, 100, ALL)).isEmpty();
  }

  private PartitionShard newCore() {
    PartitionShard made =
        new PartitionShard(
            new ShardSettings(LEASE_MILLIS, 3, 12, 40, 20, 500, WINDOW),
            new VirtualClock(() -> nowMillis),
            new PartitionShard.Outside(
                (partition, offset, reader) -> loads.add(offset),
                (spec, topic) -> EnumSet.of(Queue.LIVE, Queue.HISTORIC),
                (plugin, event) -> ReplayPreparer.Preparation.FAILED,
                () -> true,
                new Random(1)));
    made.assign(id, 1, 0, 0, Map.of());
    made.activate(id);
    return made;
  }

  private Subscription subscribe(boolean active, long liveStart, Queue... queues) {
    SubscriptionSpec spec =
        new SubscriptionSpec(
            "reader", "1", Model.BINARY, List.of(), List.of(), Set.of(queues), active, false);
    Subscription made =
        new Subscription(spec, 1, nowMillis, Map.of(id.topicId(), new long[] {liveStart}), false);
    shard.put(made);
    return made;
  }

  /** Each with its key, then a blank and its JSON when it has some. */
  private void write(String... events) {
    long base = log.size();
    for (String event : events) {
      String[] parts = event.split(" ", 2);
      log.add(
          new LogRecord(
              log.size(),
              1,
              nowMillis,
              parts[0],
              TestHeaders.of(parts[0], "source"),
              (parts.length > 1 ? parts[1] : "{}").getBytes(UTF_8)));
    }
    shard.append(id, new Chunk(base, log.size(), log.subList((int) base, log.size())));
  }

  private void takeOver(Subscription reader) {
    Map<CursorKey, CursorState> stored = Map.copyOf(shard.collect().cursors());
    shard = newCore();
    shard.revoke(id);
    shard.assign(id, 1, 0, 0, stored);
    shard.append(id, new Chunk(0, log.size(), log));
    shard.activate(id);
    shard.put(reader);
  }

  private TakeResult take(Subscription reader, Queue queue, int count, EventFilter filter) {
    batch++;
    Take take =
        new Take(reader, queue, count, Long.MAX_VALUE, filter, batch, reader.spec().leases());
    TakeResult result = shard.take(take, () -> {});
    shard.forget(reader, batch);
    return result;
  }

  private List<Long> offsets(Subscription reader, Queue queue, int count, EventFilter filter) {
    return take(reader, queue, count, filter).events().stream()
        .map(taken -> taken.record().offset())
        .toList();
  }

  /** Takes and completes so many events. */
  private List<Long> finish(Subscription reader, int count) {
    TakeResult result = take(reader, Queue.LIVE, count, ALL);
    shard.answered(batch, false);
    for (TakenEvent taken : result.events()) {
      if (reader.spec().leases()) {
        shard.apply(
            new StatusSignal(
                taken.locator().stored(), "reader", "1", StatusSignal.Kind.COMPLETED, "completed"));
      }
    }
    return result.events().stream().map(taken -> taken.record().offset()).toList();
  }
}
