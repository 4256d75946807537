package io.heliograph.dispatcher.kafka;

import io.heliograph.coordinator.shard.CoordinatorRuntime;
import io.heliograph.coordinator.shard.StatusKinds;
import io.heliograph.coordinator.shard.StatusSignal;
import io.heliograph.coordinator.state.StatusLog;
import io.heliograph.kit.kafka.GuardedPoll;
import io.heliograph.kit.thread.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/**
 * Tails {@code azul.status} on every replica: a status that names a delivery is its acknowledgement
 * (D2), whichever replica took it. Applying is idempotent, so a take-over replays what came since
 * the stored state. A partition without a leader is read once it has one; the others are read
 * meanwhile. One thread; {@link #replay} runs on the caller's.
 */
public final class StatusTail implements StatusLog {
  private static final Logger LOG = Logger.getLogger(StatusTail.class);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration REPLAY_POLL = Duration.ofMillis(100);
  private static final Duration BEHIND = Duration.ofMillis(10);
  private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** A replay to which nothing comes for so long is given up. */
  private static final long REPLAY_SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Of the clocks of brokers and publishers, against ours. */
  private static final long CLOCKS_DIFFER_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private final Parts parts;
  private final ReadingThread thread;
  private final CompletableFuture<Void> started = new CompletableFuture<>();
  private final StatusPositions next;

  private volatile long[] positions = {};

  /**
   * What the tail works with.
   *
   * @param kinds what each status value does
   * @param effects told what became of each signal whose partition is owned here
   * @param cut called when statuses were lost to it: what is owned is to be taken again
   */
  public record Parts(
      KafkaSettings settings,
      String topic,
      CoordinatorRuntime coordinator,
      StatusKinds kinds,
      Consumer<StatusSignal.Effect> effects,
      Runnable cut) {}

  /**
   * @param nowMillis the time, milliseconds since 1970
   */
  public StatusTail(Parts parts, long nowMillis) {
    this.parts = parts;
    this.next = new StatusPositions(nowMillis - CLOCKS_DIFFER_MILLIS);
    this.thread = new ReadingThread(parts.settings, "hub-status", this::follow, this::cut);
  }

  /** Starts at the end of the topic; completes when that is known. */
  public CompletableFuture<Void> start() {
    thread.start();
    return started;
  }

  public void stop() throws InterruptedException {
    thread.stop();
  }

  @Override
  public long[] positions() {
    return positions.clone();
  }

  /** What is left is read from its beginning, and then replayed to whatever is taken again. */
  private void cut(Set<TopicPartition> outOfRange) {
    LOG.warnf("status tail out of range partitions=%s: reading from the log start", outOfRange);
    next.cut(outOfRange);
    parts.cut.run();
  }

  private void follow(KafkaConsumer<byte[], byte[]> consumer, Turn turn)
      throws InterruptedException {
    GuardedPoll poll = new GuardedPoll(consumer, parts.settings.corrupt(), turn);
    while (turn.running()) {
      List<TopicPartition> partitions = partitions(consumer);
      turn.beat();
      begin(consumer, partitions, turn);
      long lookAgain = System.nanoTime() + LOOK_AGAIN_NANOS;
      while (turn.running() && System.nanoTime() < lookAgain) {
        turn.beat();
        for (ConsumerRecord<byte[], byte[]> record : poll.poll(POLL)) {
          apply(record);
        }
        awaitOwners(turn);
        passOn(consumer, partitions.size());
      }
    }
  }

  private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (PartitionInfo info : consumer.partitionsFor(parts.topic)) {
      partitions.add(new TopicPartition(parts.topic, info.partition()));
    }
    if (partitions.isEmpty()) {
      throw new UnknownTopicOrPartitionException("there is no topic " + parts.topic);
    }
    return partitions;
  }

  private void begin(
      KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Turn turn) {
    next.assign(consumer, partitions, turn::beat);
    passOn(consumer, partitions.size());
    started.complete(null);
  }

  private void passOn(KafkaConsumer<byte[], byte[]> consumer, int count) {
    long[] reached = next.reached(consumer, count);
    positions = reached;
    parts.coordinator.statusPositions(reached);
  }

  private void apply(ConsumerRecord<byte[], byte[]> record) {
    StatusReader.signal(record, parts.kinds)
        .ifPresent(
            signal ->
                parts
                    .coordinator
                    .apply(signal)
                    .thenAccept(
                        effect -> {
                          if (effect != StatusSignal.Effect.ELSEWHERE) {
                            parts.effects.accept(effect);
                          }
                        }));
  }

  @Override
  public void replay(Map<Integer, Long> from, io.heliograph.coordinator.runtime.Turn turn)
      throws ExecutionException, InterruptedException, java.util.concurrent.TimeoutException {
    try {
      replay(from, new ReplayTurn(turn));
    } catch (KafkaException away) {
      throw new ExecutionException(away);
    }
  }

  private void replay(Map<Integer, Long> from, Turn turn)
      throws InterruptedException, java.util.concurrent.TimeoutException {
    Map<TopicPartition, Long> starts = new HashMap<>();
    from.forEach((number, start) -> starts.put(new TopicPartition(parts.topic, number), start));
    try (KafkaConsumer<byte[], byte[]> consumer =
        parts.settings.consumer("hub-status-replay", Map.of())) {
      Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(starts.keySet());
      turn.beat();
      Map<TopicPartition, Long> ends = consumer.endOffsets(starts.keySet());
      turn.beat();
      consumer.assign(starts.keySet());
      starts.forEach(
          (name, start) ->
              consumer.seek(name, within(start, beginnings.get(name), ends.get(name))));
      GuardedPoll poll = new GuardedPoll(consumer, parts.settings.corrupt(), turn);
      Set<TopicPartition> left = new HashSet<>(starts.keySet());
      long giveUp = System.nanoTime() + REPLAY_SILENCE_NANOS;
      left.removeIf(name -> consumer.position(name) >= ends.get(name));
      while (!left.isEmpty()) {
        ConsumerRecords<byte[], byte[]> records = poll.poll(REPLAY_POLL);
        for (ConsumerRecord<byte[], byte[]> record : records) {
          apply(record);
        }
        if (!records.isEmpty()) {
          awaitOwners(turn);
          giveUp = System.nanoTime() + REPLAY_SILENCE_NANOS;
        }
        left.removeIf(name -> consumer.position(name) >= ends.get(name));
        turn.beat();
        if (System.nanoTime() > giveUp) {
          throw new java.util.concurrent.TimeoutException("no statuses come from " + left);
        }
      }
    }
  }

  /** Reads no further while the event loops have much to apply: what waits for them is bounded. */
  private void awaitOwners(Turn turn) throws InterruptedException {
    while (parts.coordinator.intake().isBehindStatuses() && turn.pause(BEHIND)) {
      // Each pause beats.
    }
  }

  /** A position outside of the log is of a log that was cut: what is left of it counts. */
  private static long within(long start, long beginning, long end) {
    return start > end ? beginning : Math.max(start, beginning);
  }
}
