package io.heliograph.coordinator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.runtime.BusyException;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.coordinator.subscription.SubscriptionLimits;
import io.heliograph.coordinator.subscription.SubscriptionSpec;
import io.heliograph.event.Model;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A refusal costs nothing, however many subscriptions there are. */
class AdmissionTest {
  private static final long IDLE = 600_000;
  private static final int MAX = 20;

  /** Counts how often somebody goes through all of them. */
  private static final class Counted extends HashMap<String, Subscription> {
    private static final long serialVersionUID = 1;
    private int walks;

    @Override
    public Set<Map.Entry<String, Subscription>> entrySet() {
      walks++;
      return super.entrySet();
    }
  }

  private final LastUses uses = new LastUses();
  private final Admission admission = new Admission(new SubscriptionLimits(MAX, 3, IDLE), uses);
  private final Counted known = new Counted();

  private void know(String name, long createdMillis) {
    SubscriptionSpec spec = spec(name);
    known.put(spec.pluginKey(), new Subscription(spec, 1, createdMillis, Map.of(), false));
  }

  private static SubscriptionSpec spec(String name) {
    return new SubscriptionSpec(
        name, "1", Model.BINARY, List.of(), List.of(), EnumSet.of(Queue.LIVE), true, false);
  }

  /** Those that gave way to a new one, which is not begun. */
  private List<String> admit(long nowMillis) {
    List<String> gone = new ArrayList<>();
    admission.admit(
        "new-1",
        "new",
        known,
        nowMillis,
        other -> {
          gone.add(other);
          known.remove(other);
        });
    admission.began("new-1");
    return gone;
  }

  private void refused(long nowMillis) {
    assertThatThrownBy(() -> admit(nowMillis))
        .isInstanceOf(BusyException.class)
        .hasMessageContaining("hub.subscriptions.max");
  }

  @Test
  void shouldLookAtTheSubscriptionsOnceWhenThousandsAreRefused() {
    for (int i = 0; i < MAX; i++) {
      know("name" + i, 1_000 + i);
    }
    for (int i = 0; i < 5_000; i++) {
      refused(2_000 + i);
    }

    assertThat(known.walks).isEqualTo(1);
    assertThat(admission.refusedCount()).isEqualTo(5_000);
    assertThat(admit(1_000 + IDLE)).singleElement().asString().startsWith("name0-");
  }

  @Test
  void shouldAdmitAgainWhenASubscriptionEnds() {
    for (int i = 0; i < MAX; i++) {
      know("name" + i, 1_000);
    }
    refused(2_000);
    known.remove(known.keySet().iterator().next());
    admission.oneWent();

    assertThat(admit(2_001)).isEmpty();
  }

  @Test
  void shouldLetNothingGiveWayThatWasFetchedAgainBeforeThisProcessBegan() {
    for (int i = 0; i < MAX; i++) {
      know("name" + i, 1_000);
    }
    known.keySet().forEach(key -> uses.learned(key, 1_500));
    refused(2_000 + 100 * IDLE);

    String other = known.keySet().iterator().next();
    uses.forget(other);
    admission.oneWent();

    assertThat(admit(2_000 + 100 * IDLE)).containsExactly(other);
  }

  @Test
  void shouldRefuseForEverWhileAllStay() {
    for (int i = 0; i < MAX; i++) {
      know("name" + i, 1_000);
    }
    known.keySet().forEach(key -> uses.used(key, 1_500));

    refused(2_000);
    refused(2_000 + 100 * IDLE);

    assertThat(known.walks).isEqualTo(1);
  }

  @Test
  void shouldComeBackToTheLimitWhenThereAreMoreThanMayBe() {
    // given what other replicas have begun at the same time
    for (int i = 0; i < MAX + 5; i++) {
      know("name" + i, 1_000 + i);
    }

    assertThat(admit(2_000 + IDLE)).hasSize(6);
    assertThat(known).hasSize(MAX - 1);
  }

  @Test
  void shouldKeepTheLimitWhenManyBeginAtTheSameTime() throws Exception {
    // given a full house in which all may give way
    Map<String, Subscription> all = new ConcurrentHashMap<>();
    for (int i = 0; i < MAX; i++) {
      know("name" + i, 1_000);
    }
    all.putAll(known);
    AtomicLong nowMillis = new AtomicLong(1_000);
    AtomicInteger most = new AtomicInteger();

    // when four threads begin new ones, each round after all of the last may give way again
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int round = 0; round < 200; round++) {
        nowMillis.addAndGet(2 * IDLE);
        CyclicBarrier together = new CyclicBarrier(4);
        List<Future<?>> begun = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
          String name = "r" + round + "t" + thread;
          begun.add(
              threads.submit(
                  () -> {
                    together.await();
                    for (int i = 0; i < MAX; i++) {
                      begin(all, name + "x" + i, nowMillis.get());
                      most.accumulateAndGet(all.size(), Math::max);
                    }
                    return null;
                  }));
        }
        for (Future<?> one : begun) {
          one.get();
        }
      }
    }

    // then
    assertThat(most.get()).isLessThanOrEqualTo(MAX);
    assertThat(admission.refusedCount()).as("those that came too late").isPositive();
  }

  private void begin(Map<String, Subscription> all, String name, long nowMillis) {
    SubscriptionSpec spec = spec(name);
    try {
      admission.admit(spec.pluginKey(), name, all, nowMillis, all::remove);
      all.put(spec.pluginKey(), new Subscription(spec, 1, nowMillis, Map.of(), false));
      admission.began(spec.pluginKey());
    } catch (BusyException full) {
      assertThat(full).hasMessageContaining("hub.subscriptions.max");
    }
  }
}
