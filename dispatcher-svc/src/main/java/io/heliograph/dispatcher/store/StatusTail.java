package io.heliograph.dispatcher.store;

import io.heliograph.dispatcher.log.KafkaSettings;
import io.heliograph.dispatcher.log.ReadingThread;
import io.heliograph.dispatcher.owner.Owners;
import io.heliograph.dispatcher.owner.StatusKinds;
import io.heliograph.dispatcher.owner.StatusSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Tails {@code azul.status} on every replica: a status that names a delivery is its acknowledgement
 * (D2), whichever replica took it. Applying is idempotent, so a take-over replays what came since
 * the stored state. One thread; {@link #replay} runs on the caller's.
 */
public final class StatusTail {
  private static final Logger LOG = Logger.getLogger(StatusTail.class);

  private final KafkaSettings settings;
  private final String topic;
  private final Owners owners;
  private final StatusKinds kinds;
  private final Consumer<StatusSignal.Effect> effects;
  private final ReadingThread thread;
  private final CompletableFuture<Void> started = new CompletableFuture<>();
  private volatile long[] positions = {};

  /**
   * @param kinds what each status value does
   * @param effects told what became of each signal whose partition is owned here
   */
  public StatusTail(
      KafkaSettings settings,
      String topic,
      Owners owners,
      StatusKinds kinds,
      Consumer<StatusSignal.Effect> effects) {
    this.settings = settings;
    this.topic = topic;
    this.owners = owners;
    this.kinds = kinds;
    this.effects = effects;
    this.thread = new ReadingThread(settings, "hub-status", this::follow, this::cut);
  }

  /** Starts at the end of the topic; completes when that is known. */
  public CompletableFuture<Void> start() {
    thread.start();
    return started;
  }

  public void stop() throws InterruptedException {
    thread.stop();
  }

  /** Per partition, the offset up to which statuses have been given to the owners. */
  public long[] positions() {
    return positions.clone();
  }

  private void cut() {
    LOG.warnf("status tail fell behind the retention of %s", topic);
    positions = new long[0];
  }

  private void follow(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = partitions(consumer);
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    for (TopicPartition partition : partitions) {
      int number = partition.partition();
      boolean known = number < positions.length;
      consumer.seek(
          partition, known ? positions[number] : started.isDone() ? 0 : ends.get(partition));
    }
    passOn(consumer, partitions);
    started.complete(null);
    long lookAgain = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (thread.running()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
        apply(record);
      }
      passOn(consumer, partitions);
      if (System.nanoTime() > lookAgain) {
        if (partitions(consumer).size() > partitions.size()) {
          return;
        }
        lookAgain = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      }
    }
  }

  private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (PartitionInfo info : consumer.partitionsFor(topic)) {
      partitions.add(new TopicPartition(topic, info.partition()));
    }
    return partitions;
  }

  private void passOn(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    long[] reached = new long[partitions.size()];
    for (TopicPartition partition : partitions) {
      reached[partition.partition()] = consumer.position(partition);
    }
    positions = reached;
    owners.statusPositions(reached);
  }

  private void apply(ConsumerRecord<byte[], byte[]> record) {
    StatusReader.signal(record, kinds)
        .ifPresent(
            signal ->
                owners
                    .apply(signal)
                    .thenAccept(
                        effect -> {
                          if (effect != StatusSignal.Effect.ELSEWHERE) {
                            effects.accept(effect);
                          }
                        }));
  }

  /** Applies what was written from those positions up to now, on the calling thread. */
  void replay(Map<Integer, Long> from) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        settings.consumer("hub-status-replay", Map.of())) {
      Map<TopicPartition, Long> starts = new HashMap<>();
      from.forEach((number, start) -> starts.put(new TopicPartition(topic, number), start));
      Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(starts.keySet());
      Map<TopicPartition, Long> ends = consumer.endOffsets(starts.keySet());
      Set<TopicPartition> left = new HashSet<>(starts.keySet());
      consumer.assign(left);
      starts.forEach((name, start) -> consumer.seek(name, Math.max(start, beginnings.get(name))));
      left.removeIf(name -> consumer.position(name) >= ends.get(name));
      while (!left.isEmpty()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          apply(record);
        }
        left.removeIf(name -> consumer.position(name) >= ends.get(name));
      }
    }
  }
}
