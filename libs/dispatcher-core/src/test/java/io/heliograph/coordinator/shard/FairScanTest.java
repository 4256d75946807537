package io.heliograph.coordinator.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.filter.EventFilter;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.event.EventHeaders;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A filter's time is sliced (contract dispatcher.md part 1 row 34). */
class FairScanTest {
  private static final int EVENTS = 200;
  private static final int CHECK = 16;

  private final TestShard test = new TestShard();
  private final List<String> seen = new ArrayList<>();

  private TakeResult take(Subscription subscription, EventFilter filter) {
    Take take = new Take(subscription, Queue.LIVE, 1_000, Long.MAX_VALUE, filter, 7, false);
    return test.shard.take(take, () -> {});
  }

  private String slow(EventHeaders headers, byte[] json) {
    test.nowMillis += 5;
    seen.add(headers.entityId());
    return "Slow-never";
  }

  @Test
  void shouldEndATakeAfterASliceAndGoOnWhereItWasWhenAFilterIsSlowAndNeverMatches() {
    Subscription hostile = test.subscribe("hostile", false, 1);
    test.produce(EVENTS);
    int takes = 0;
    TakeResult result;
    do {
      result = take(hostile, this::slow);
      takes++;
      assertThat(result.scanned).isLessThanOrEqualTo(CHECK);
      assertThat(result.filtered().getOrDefault("Slow-never", 0)).isEqualTo(result.scanned);
    } while (result.more());

    assertThat(takes).isGreaterThanOrEqualTo(EVENTS / CHECK);
    assertThat(seen).hasSize(EVENTS).doesNotHaveDuplicates();
  }

  @Test
  void shouldLookAtAllAtOnceWhenTheFilterIsQuick() {
    Subscription quick = test.subscribe("quick", false, 1);
    test.produce(EVENTS);

    TakeResult result = take(quick, (headers, json) -> "Quick-never");

    assertThat(result.scanned).isEqualTo(EVENTS);
    assertThat(result.more()).isFalse();
  }
}
