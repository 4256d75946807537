package io.heliograph.cli.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.hub.Supervision.Decision;
import io.heliograph.cli.hub.Supervision.Decision.GiveUp;
import io.heliograph.cli.hub.Supervision.Decision.Start;
import io.heliograph.cli.hub.Supervision.Decision.Wait;
import io.heliograph.cli.hub.Supervision.Limits;
import io.heliograph.cli.hub.Supervision.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SupervisionTest {

  private final Set<String> alive = new HashSet<>(Set.of("kafka", "redis", "hub", "board"));
  private final Set<String> serving = new HashSet<>(Set.of("kafka", "redis"));
  private final Set<String> down = new HashSet<>();
  private Supervision supervision = new Supervision(Limits.USUAL);

  /** Of any origin: the clock is monotonic, not one of the day. */
  private long nowNanos = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos();

  @Test
  void shouldDoNothingWhileAllRuns() {
    assertThat(look()).isEmpty();
    pass(Duration.ofHours(1));
    assertThat(look()).isEmpty();
  }

  @Test
  void shouldWaitTwiceAsLongEachTimeAndGiveUpAtTheSixthEnd() {
    List<Decision> decisions = new ArrayList<>();
    for (int end = 1; end <= 6; end++) {
      alive.remove("redis");
      decisions.addAll(run(second(17)));
    }

    assertThat(decisions)
        .startsWith(new Wait("redis", second(1)), new Start("redis", 1))
        .containsSubsequence(
            new Wait("redis", second(2)),
            new Wait("redis", second(4)),
            new Wait("redis", second(8)),
            new Wait("redis", second(16)),
            new Start("redis", 5),
            new GiveUp("redis", 5));
    assertThat(decisions.stream().filter(Start.class::isInstance)).hasSize(5);
    assertThat(decisions.stream().filter(Wait.class::isInstance)).hasSize(5);
  }

  @Test
  void shouldSayThatItGivesUpUntilThePartIsSeenAsDown() {
    supervision = new Supervision(new Limits(second(1), second(1), 0, second(9), second(1)));
    alive.remove("redis");

    assertThat(look()).containsExactly(new GiveUp("redis", 0));
    assertThat(look()).containsExactly(new GiveUp("redis", 0));
    down.add("redis");
    assertThat(look()).isEmpty();
  }

  @Test
  void shouldStartAnewWithTheShortestWaitWhenThePartHeldOutForTheWindow() {
    for (int end = 1; end <= 5; end++) {
      alive.remove("hub");
      assertThat(run(second(17))).contains(new Start("hub", end));
    }
    pass(Duration.ofMinutes(10));
    alive.remove("hub");

    assertThat(run(second(2))).containsExactly(new Wait("hub", second(1)), new Start("hub", 1));
  }

  @Test
  void shouldNeverWaitLongerThanTheLimit() {
    supervision = new Supervision(new Limits(second(10), second(30), 9, second(9_999), second(1)));
    List<Decision> decisions = new ArrayList<>();
    for (int end = 1; end <= 5; end++) {
      alive.remove("redis");
      decisions.addAll(run(second(31)));
    }

    assertThat(decisions.stream().filter(Wait.class::isInstance).map(one -> ((Wait) one).delay()))
        .containsExactly(second(10), second(20), second(30), second(30), second(30));
  }

  @Test
  void shouldStartServersBeforeServicesWhenAllEnded() {
    alive.clear();
    serving.clear();
    assertThat(look()).hasSize(4).allMatch(Wait.class::isInstance);
    pass(second(1));

    assertThat(look()).containsExactly(new Start("kafka", 1), new Start("redis", 1));
    alive.addAll(Set.of("kafka", "redis"));
    serving.add("redis");
    assertThat(look()).isEmpty();
    serving.add("kafka");
    assertThat(look()).containsExactly(new Start("hub", 1), new Start("board", 1));
  }

  @Test
  void shouldStartAServiceThoughAServerHangsWhenItHasWaitedLongEnough() {
    serving.remove("kafka");
    alive.remove("hub");

    assertThat(run(second(20))).containsExactly(new Wait("hub", second(1)));
    assertThat(run(second(2))).containsExactly(new Start("hub", 1));
  }

  @Test
  void shouldNotWaitForAServerThatWasGivenUp() {
    alive.removeAll(Set.of("kafka", "hub"));
    serving.remove("kafka");
    down.add("kafka");

    assertThat(run(second(2))).containsExactly(new Wait("hub", second(1)), new Start("hub", 1));
  }

  /** Looks four times a second, and starts what it is told to. */
  private List<Decision> run(Duration time) {
    List<Decision> decisions = new ArrayList<>();
    for (long passed = 0; passed < time.toMillis(); passed += 250) {
      List<Decision> now = look();
      now.stream().filter(Start.class::isInstance).map(Decision::name).forEach(alive::add);
      now.stream().filter(GiveUp.class::isInstance).map(Decision::name).forEach(down::add);
      decisions.addAll(now);
      pass(Duration.ofMillis(250));
    }
    return decisions;
  }

  private List<Decision> look() {
    return supervision.look(
        nowNanos,
        List.of(seen("hub", false), seen("kafka", true), seen("redis", true), seen("board", false)),
        serving::contains);
  }

  private Seen seen(String name, boolean server) {
    return new Seen(name, server, alive.contains(name), down.contains(name));
  }

  private void pass(Duration time) {
    nowNanos += time.toNanos();
  }

  private static Duration second(int count) {
    return Duration.ofSeconds(count);
  }
}
