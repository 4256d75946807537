package io.heliograph.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionTest {
  private static final long WATCH = 3_000;

  /** Runs what is due in the order of its time. */
  private static final class VirtualTimer implements Subscription.Timer {
    private record Due(long at, Runnable then) {}

    private final List<Due> waiting = new ArrayList<>();
    private long now;

    @Override
    public void after(long millis, Runnable then) {
      waiting.add(new Due(now + millis, then));
    }

    void advance(long millis) {
      long until = now + millis;
      while (true) {
        Due first = waiting.stream().min(java.util.Comparator.comparingLong(Due::at)).orElse(null);
        if (first == null || first.at() > until) {
          break;
        }
        waiting.remove(first);
        now = first.at();
        first.then().run();
      }
      now = until;
    }
  }

  private static final class Line implements Subscription.Connection {
    private final Subscription.Attempt attempt;
    private boolean closed;
    private int pings;

    Line(Subscription.Attempt attempt) {
      this.attempt = attempt;
    }

    @Override
    public void ping() {
      pings++;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private final VirtualTimer timer = new VirtualTimer();
  private final List<Line> lines = new ArrayList<>();
  private final Subscription subscription =
      new Subscription(
          attempt -> {
            Line line = new Line(attempt);
            lines.add(line);
            return line;
          },
          timer,
          new Subscription.Settings(WATCH, 1_000, 5_000, bound -> 0));

  private long open() {
    return lines.stream().filter(line -> !line.closed).count();
  }

  @Test
  void shouldSubscribeOnceAgainWhenAConnectionBothEndsAndFails() {
    subscription.start();
    Line first = lines.getFirst();

    first.attempt.down();
    first.attempt.down();
    timer.advance(1_000);
    lines.getLast().attempt.subscribed();
    first.attempt.down();
    timer.advance(2_000);

    assertThat(lines).hasSize(2);
    assertThat(first.closed).isTrue();
    assertThat(open()).isEqualTo(1);
    assertThat(subscription.isUp()).isTrue();
  }

  @Test
  void shouldIgnoreWhatALostAttemptStillSaysWhenAnotherRuns() {
    subscription.start();
    lines.getFirst().attempt.down();

    lines.getFirst().attempt.subscribed();

    assertThat(subscription.isUp()).isFalse();
    assertThat(lines.getFirst().attempt.isCurrent()).isFalse();
  }

  @Test
  void shouldGiveUpAnAttemptWhenTheServerNeverConfirms() {
    subscription.start();

    timer.advance(WATCH + 1_000);

    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst().closed).isTrue();
  }

  @Test
  void shouldGiveUpWhenASubscriptionGoesSilentAndKeepItWhileItAnswers() {
    subscription.start();
    Line line = lines.getFirst();
    line.attempt.subscribed();
    for (int at = 0; at < 10; at++) {
      timer.advance(WATCH);
      line.attempt.heard();
    }
    assertThat(line.pings).isEqualTo(10);
    assertThat(subscription.isUp()).isTrue();

    timer.advance(2 * WATCH);

    assertThat(line.closed).isTrue();
    assertThat(subscription.isUp()).isFalse();
  }

  @Test
  void shouldPauseLongerUpToTheLimitWhenAttemptsFailOneAfterAnother() {
    subscription.start();
    List<Long> pauses = new ArrayList<>();
    for (int at = 0; at < 6; at++) {
      int before = lines.size();
      lines.getLast().attempt.down();
      long begun = timer.now;
      while (lines.size() == before) {
        timer.advance(100);
      }
      pauses.add(timer.now - begun);
    }

    assertThat(pauses).containsExactly(1_000L, 2_000L, 4_000L, 5_000L, 5_000L, 5_000L);
  }

  @Test
  void shouldStayDownWhenStopped() {
    subscription.start();
    subscription.stop();

    lines.getFirst().attempt.down();
    timer.advance(60_000);

    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst().closed).isTrue();
  }

  /** Signals of all attempts in any order. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldHoldAtMostOneConnectionWhateverHappens(long seed) {
    Random random = new Random(seed);
    subscription.start();
    for (int step = 0; step < 2_000; step++) {
      Line line = lines.get(random.nextInt(Math.max(0, lines.size() - 3), lines.size()));
      switch (random.nextInt(5)) {
        case 0, 1 -> line.attempt.down();
        case 2 -> line.attempt.subscribed();
        case 3 -> line.attempt.heard();
        default -> timer.advance(random.nextInt(4_000));
      }
      assertThat(open()).as("seed %d, step %d", seed, step).isLessThanOrEqualTo(1);
    }
    assertThat(lines).as("it went on").hasSizeGreaterThan(50);
    for (int at = 0; at < 60 && open() == 0; at++) {
      timer.advance(100);
    }
    assertThat(lines.stream().filter(line -> line.attempt.isCurrent()).count()).isEqualTo(1);
  }
}
