package io.heliograph.coordinator.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.coordinator.subscription.SubscriptionSpec;
import io.heliograph.event.Model;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Contract dispatcher.md part 1 row 34: whose turn it is at an event loop, on a virtual clock. */
class TakeTurnsTest {
  private static final long MILLI = 1_000_000;
  private static final long SLICE = 20 * MILLI;

  private long nanos = -77 * MILLI;
  private final TakeTurns turns = new TakeTurns(() -> nanos);
  private final Map<String, Long> costs = new HashMap<>();

  private static Take take(String name, String version, Queue queue) {
    SubscriptionSpec spec =
        new SubscriptionSpec(
            name, version, Model.BINARY, List.of(), List.of(), EnumSet.of(queue), false, false);
    return new Take(
        new Subscription(spec, 1, 0, Map.of(), false),
        queue,
        1,
        1,
        (headers, json) -> null,
        1,
        false);
  }

  /** Takes for ever, each turn for so long. */
  private void always(Take take, long nanosOfEach) {
    turns.add(
        take,
        () -> {
          nanos += nanosOfEach;
          always(take, nanosOfEach);
        },
        cost -> costs.merge(take.subscription().spec().name(), cost, Long::sum));
  }

  private void run(int times) {
    for (int i = 0; i < times; i++) {
      turns.run(0);
    }
  }

  /** How long a take waits that comes now. */
  private long waits(Take take) {
    long start = nanos;
    long[] served = {-1};
    turns.add(take, () -> served[0] = nanos - start, cost -> {});
    for (int i = 0; i < 10_000 && served[0] < 0; i++) {
      turns.run(0);
    }
    assertThat(served[0]).isNotNegative();
    return served[0];
  }

  @Test
  void shouldServeANewTakeNextWhenFiftyVersionsReadHistoryWithExpensiveFilters() {
    for (int version = 0; version < 50; version++) {
      always(take("hostile", "v" + version, Queue.HISTORIC), SLICE);
    }
    run(500);
    Random random = new Random(5);
    for (int i = 0; i < 50; i++) {
      assertThat(waits(take("victim", "1", Queue.LIVE))).isZero();
      run(random.nextInt(20));
    }
  }

  @Test
  void shouldServeANewTakeSoonWhenManyNamesHaveExpensiveFiltersOnWhatIsNew() {
    for (int name = 0; name < 200; name++) {
      always(take("hostile" + name, "1", Queue.LIVE), SLICE);
    }
    run(1_000);
    Random random = new Random(5);
    for (int i = 0; i < 50; i++) {
      assertThat(waits(take("victim", "1", Queue.LIVE))).isZero();
      run(random.nextInt(500));
    }
  }

  @Test
  void shouldShareHistoryByNameThenBySubscription() {
    for (int version = 0; version < 50; version++) {
      always(take("many", "v" + version, Queue.HISTORIC), SLICE);
    }
    always(take("single", "1", Queue.HISTORIC), MILLI);

    run(10_000);

    assertThat(costs.get("many"))
        .isBetween(9 * costs.get("single") / 10, costs.get("single") * 11 / 10);
  }

  @Test
  void shouldLeaveHistoryAFifthWhenAllTimeIsAskedForByWhatIsNew() {
    always(take("live", "1", Queue.LIVE), MILLI);
    always(take("history", "1", Queue.HISTORIC), SLICE);

    run(10_000);

    assertThat(costs.get("live") / costs.get("history")).isBetween(3L, 4L);
  }

  @Test
  void shouldRunSeveralTakesAtOnceWhenTheyAreShort() {
    for (int i = 0; i < 10; i++) {
      always(take("short" + i, "1", Queue.EXPEDITE), MILLI / 10);
    }

    turns.run(MILLI);

    assertThat(costs).hasSize(10);
    assertThat(turns.size()).isEqualTo(10);
    assertThat(turns.isEmpty()).isFalse();
  }
}
