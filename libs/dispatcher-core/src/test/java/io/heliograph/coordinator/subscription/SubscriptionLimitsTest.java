package io.heliograph.coordinator.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.coordinator.subscription.SubscriptionLimits.Known;
import io.heliograph.coordinator.subscription.SubscriptionLimits.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubscriptionLimitsTest {
  private static final long NOW = 10_000_000;
  private static final long IDLE = 600_000;

  private final SubscriptionLimits limits = new SubscriptionLimits(5, 3, IDLE);
  private final List<Known> known = new ArrayList<>();

  private void known(String key, String name, long agoMillis, boolean again) {
    long created = NOW - agoMillis;
    known.add(new Known(key, name, again ? created - 1 : created, created));
  }

  private Verdict judge(String name) {
    return limits.judge(name, known, NOW);
  }

  @Test
  void shouldHaveRoomBelowTheLimits() {
    for (int i = 0; i < 4; i++) {
      known("k" + i, "name" + i, IDLE * 100, false);
    }

    assertThat(judge("new")).isInstanceOf(Verdict.Room.class);
  }

  @Test
  void shouldLetTheLongestIdleOfThoseFetchedOnceGiveWay() {
    known("kept", "a", IDLE * 1000, true);
    known("old", "b", IDLE * 3, false);
    known("older", "c", IDLE * 4, false);
    known("young", "d", IDLE - 1, false);
    known("just", "e", IDLE, false);

    assertThat(judge("new")).isEqualTo(new Verdict.InPlaceOf("older"));
    known.removeIf(one -> one.pluginKey().startsWith("old"));
    known("x", "x", 0, true);
    known("y", "y", 0, true);
    assertThat(judge("new")).isEqualTo(new Verdict.InPlaceOf("just"));
  }

  @Test
  void shouldRefuseOnlyTheNewOneWhenNoneGivesWay() {
    for (int i = 0; i < 4; i++) {
      known("k" + i, "name" + i, IDLE * 1000, true);
    }
    known("young", "young", IDLE - 1, false);

    assertThat(judge("new"))
        .isEqualTo(new Verdict.Full("there are 5 subscriptions (hub.subscriptions.max)"));
  }

  @Test
  void shouldCountEveryNameForItself() {
    known("k1", "greedy", 0, true);
    known("k2", "greedy", 0, true);
    known("k3", "greedy", 0, true);

    assertThat(judge("greedy")).isInstanceOf(Verdict.Full.class);
    assertThat(judge("modest")).isInstanceOf(Verdict.Room.class);
    known("other", "other", IDLE * 9, false);
    assertThat(judge("greedy")).isInstanceOf(Verdict.Full.class);
    known.set(1, new Known("k2", "greedy", NOW - IDLE, NOW - IDLE));
    assertThat(judge("greedy")).isEqualTo(new Verdict.InPlaceOf("k2"));
  }

  @Test
  void shouldRefuseLimitsThatLetNobodyIn() {
    assertThatThrownBy(() -> new SubscriptionLimits(0, 1, 1))
        .hasMessageContaining("hub.subscriptions.max");
    assertThatThrownBy(() -> new SubscriptionLimits(1, 0, 1))
        .hasMessageContaining("hub.subscriptions.max");
  }
}
