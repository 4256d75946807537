package io.heliograph.dashboard.ingest;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Partitions whose beginning is not known yet, each for itself: one without a leader does not
 * answer and is asked again after a while, the others go on meanwhile. Used by one thread, on its
 * clock.
 */
final class SeekQueue {
  /** How long a partition that did not answer is not asked again. */
  static final Duration AGAIN = Duration.ofSeconds(2);

  /**
   * Where a partition is.
   *
   * @param topicId of its topic's present incarnation
   * @param beginning the first offset that is left
   */
  record Start(String topicId, long beginning) {}

  private static final class Waiting {
    private @Nullable CompletableFuture<Start> answer;
    private long dueNanos;
  }

  private final Function<
          Set<TopicPartition>, ? extends Map<TopicPartition, CompletableFuture<Start>>>
      question;
  private final BiConsumer<TopicPartition, Throwable> failed;
  private final Map<TopicPartition, Waiting> waiting = new HashMap<>();

  /**
   * @param question asks all of these at once; no answer waits for another
   * @param failed told of each partition that did not answer
   */
  SeekQueue(
      Function<Set<TopicPartition>, ? extends Map<TopicPartition, CompletableFuture<Start>>>
          question,
      BiConsumer<TopicPartition, Throwable> failed) {
    this.question = question;
    this.failed = failed;
  }

  /** Asks for these from that moment on. */
  void add(Collection<TopicPartition> partitions, long dueNanos) {
    for (TopicPartition partition : partitions) {
      Waiting one = new Waiting();
      one.dueNanos = dueNanos;
      waiting.put(partition, one);
    }
  }

  /** They are not ours any more. */
  void forget(Collection<TopicPartition> partitions) {
    partitions.forEach(waiting::remove);
  }

  /** How many are not known yet. */
  int size() {
    return waiting.size();
  }

  /** Asks those that are due; what is asked is answered by {@link #known}, mostly soon. */
  CompletableFuture<Void> ask(long nowNanos) {
    Set<TopicPartition> due = new HashSet<>();
    waiting.forEach(
        (partition, one) -> {
          if (one.answer == null && nowNanos - one.dueNanos >= 0) {
            due.add(partition);
          }
        });
    if (due.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    Map<TopicPartition, CompletableFuture<Start>> answers = question.apply(due);
    answers.forEach((partition, answer) -> waiting.get(partition).answer = answer);
    return CompletableFuture.allOf(answers.values().toArray(CompletableFuture[]::new));
  }

  /** Takes those whose answers have come; those that failed are asked again later. */
  Map<TopicPartition, Start> known(long nowNanos) {
    Map<TopicPartition, Start> known = new HashMap<>();
    waiting.forEach(
        (partition, one) -> {
          CompletableFuture<Start> answer = one.answer;
          if (answer == null || !answer.isDone()) {
            return;
          }
          if (answer.isCompletedExceptionally()) {
            one.answer = null;
            one.dueNanos = nowNanos + AGAIN.toNanos();
            failed.accept(partition, answer.exceptionNow());
          } else {
            known.put(partition, answer.join());
          }
        });
    known.keySet().forEach(waiting::remove);
    return known;
  }
}
