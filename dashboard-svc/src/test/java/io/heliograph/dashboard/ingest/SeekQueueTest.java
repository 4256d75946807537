package io.heliograph.dashboard.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.dashboard.ingest.SeekQueue.Start;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** One partition does not answer, on a clock that the test moves. */
class SeekQueueTest {
  private static final TopicPartition WELL = new TopicPartition("hub.misp", 0);
  private static final TopicPartition LEADERLESS = new TopicPartition("hub.misp", 1);
  private static final long AGAIN = SeekQueue.AGAIN.toNanos();

  private final List<Set<TopicPartition>> asked = new ArrayList<>();
  private final List<TopicPartition> failed = new ArrayList<>();
  private final Map<TopicPartition, CompletableFuture<Start>> answers = new HashMap<>();
  private final SeekQueue queue = new SeekQueue(this::ask, (one, why) -> failed.add(one));

  private Map<TopicPartition, CompletableFuture<Start>> ask(Set<TopicPartition> partitions) {
    asked.add(Set.copyOf(partitions));
    Map<TopicPartition, CompletableFuture<Start>> given = new HashMap<>();
    partitions.forEach(
        one -> {
          CompletableFuture<Start> answer = new CompletableFuture<>();
          answers.put(one, answer);
          given.put(one, answer);
        });
    return given;
  }

  @Test
  void shouldGoOnWithThoseThatAnswerWhileOneDoesNot() {
    queue.add(List.of(WELL, LEADERLESS), 0);
    assertThat(queue.ask(0)).isNotDone();
    assertThat(queue.known(0)).isEmpty();

    answers.get(WELL).complete(new Start("id", 7));

    assertThat(queue.known(1)).isEqualTo(Map.of(WELL, new Start("id", 7)));
    assertThat(queue.known(2)).isEmpty();
    assertThat(queue.size()).isEqualTo(1);
    assertThat(asked).containsExactly(Set.of(WELL, LEADERLESS));
    assertThat(queue.ask(3)).as("it is being asked").isDone();
    assertThat(asked).hasSize(1);
  }

  @Test
  void shouldAskAgainAfterAWhileWhatDidNotAnswer() {
    queue.add(List.of(LEADERLESS), 0);
    var unused = queue.ask(0);
    answers.get(LEADERLESS).completeExceptionally(new TimeoutException());

    assertThat(queue.known(10)).isEmpty();
    assertThat(failed).containsExactly(LEADERLESS);
    unused = queue.ask(10 + AGAIN - 1);
    assertThat(asked).hasSize(1);
    unused = queue.ask(10 + AGAIN);
    assertThat(asked).hasSize(2);

    answers.get(LEADERLESS).complete(new Start("id", 0));
    assertThat(queue.known(11 + AGAIN)).containsOnlyKeys(LEADERLESS);
    assertThat(queue.size()).isZero();
  }

  @Test
  void shouldForgetWhatIsNotOursAnyMore() {
    queue.add(List.of(WELL, LEADERLESS), 0);
    var unused = queue.ask(0);
    queue.forget(List.of(WELL));
    answers.values().forEach(answer -> answer.complete(new Start("id", 1)));

    assertThat(queue.known(1)).containsOnlyKeys(LEADERLESS);
  }

  @Test
  void shouldTakeTheNewAnswerWhenAPartitionCameBackMeanwhile() {
    queue.add(List.of(WELL), 0);
    var unused = queue.ask(0);
    CompletableFuture<Start> former = answers.get(WELL);
    queue.forget(List.of(WELL));
    queue.add(List.of(WELL), 1);
    unused = queue.ask(1);
    former.complete(new Start("former", 1));

    assertThat(queue.known(2)).isEmpty();
    answers.get(WELL).complete(new Start("now", 2));
    assertThat(queue.known(3)).isEqualTo(Map.of(WELL, new Start("now", 2)));
  }
}
