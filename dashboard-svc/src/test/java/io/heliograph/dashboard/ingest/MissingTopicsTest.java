package io.heliograph.dashboard.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.kit.thread.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissingTopicsTest {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final IngestStatus status = new IngestStatus(() -> Instant.EPOCH);
  private final Deque<List<String>> answers = new ArrayDeque<>();
  private final List<Duration> pauses = new ArrayList<>();
  private int pausesUntilStop = Integer.MAX_VALUE;
  private final Turn turn =
      new Turn() {
        @Override
        public boolean running() {
          return pauses.size() < pausesUntilStop;
        }

        @Override
        public void beat() {}

        @Override
        public void progressed() {}

        @Override
        public boolean pause(Duration wait) {
          pauses.add(wait);
          return running();
        }

        @Override
        public void onStop(Runnable wakeUp) {}
      };

  private int looks;

  /** One look, and one more after each pause. */
  private List<String> look() {
    looks++;
    assertThat(looks).as("looks").isLessThanOrEqualTo(pauses.size() + 1);
    return answers.size() > 1 ? answers.poll() : answers.getFirst();
  }

  private void await() throws Exception {
    new MissingTopics(this::look, PAUSE, status).await(turn);
  }

  @Test
  void shouldPauseBetweenLooksAndNameTheTopicWhenItComesLater() throws Exception {
    answers.add(List.of("hub.misp", "hub.misp.rejected"));
    answers.add(List.of("hub.misp.rejected"));
    answers.add(List.of());

    await();

    assertThat(pauses).containsExactly(PAUSE, PAUSE);
    assertThat(status.state().missing()).isEqualTo("kafka: no topic hub.misp.rejected");
  }

  @Test
  void shouldEndWhenTheServiceStopsWhileATopicNeverComes() throws Exception {
    answers.add(List.of("hub.misp"));
    pausesUntilStop = 7;

    await();

    assertThat(pauses).hasSize(7);
    assertThat(looks).isEqualTo(7);
  }

  @Test
  void shouldNotPauseWhenAllAreThere() throws Exception {
    answers.add(List.of());

    await();

    assertThat(pauses).isEmpty();
  }
}
