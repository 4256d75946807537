package io.heliograph.coordinator.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Many that ask cost no more than few. */
class CoalescedRequestTest {
  private final List<Long> putMillis = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private long dueMillis;
  private long nowMillis = 5_000;
  private boolean fails;
  private final CoalescedRequest<Integer> company =
      new CoalescedRequest<>(
          100,
          () -> nowMillis,
          (action, millis) -> {
            later.add(action);
            dueMillis = nowMillis + millis;
          },
          () -> {
            putMillis.add(nowMillis);
            if (fails) {
              throw new IllegalStateException("closed");
            }
            return putMillis.size();
          });

  private void advance() {
    nowMillis++;
    if (!later.isEmpty() && nowMillis >= dueMillis) {
      later.removeFirst().run();
    }
  }

  @Test
  void shouldAskAtOnceWhenTheLastQuestionIsLongAgo() {
    assertThat(company.ask()).isCompletedWithValue(1);
    nowMillis += 100;
    assertThat(company.ask()).isCompletedWithValue(2);
    assertThat(later).isEmpty();
  }

  @Test
  void shouldAskABoundedNumberOfTimesWhenThousandsAskWithinSeconds() {
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    List<Long> askedMillis = new ArrayList<>();
    for (int i = 0; i < 4_800; i++) {
      answers.add(company.ask());
      askedMillis.add(nowMillis);
      if (i % 2 == 1) {
        advance();
      }
    }
    for (int i = 0; i < 100; i++) {
      advance();
    }

    assertThat(putMillis).hasSizeLessThanOrEqualTo(26);
    assertThat(later).isEmpty();
    for (int i = 0; i < answers.size(); i++) {
      long put = putMillis.get(answers.get(i).join() - 1);
      assertThat(put - askedMillis.get(i)).isBetween(0L, 100L);
    }
  }

  @Test
  void shouldFailOnlyThoseWhoseQuestionFails() {
    fails = true;
    assertThat(company.ask()).isCompletedExceptionally();
    CompletableFuture<Integer> next = company.ask();
    assertThat(next).isNotDone();
    fails = false;
    for (int i = 0; i < 100; i++) {
      advance();
    }

    assertThat(next).isCompletedWithValue(2);
  }
}
