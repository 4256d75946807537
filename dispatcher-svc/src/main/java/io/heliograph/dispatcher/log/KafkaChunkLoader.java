package io.heliograph.dispatcher.log;

import io.heliograph.kit.thread.Backoff;
import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.SupervisedThreads;
import io.heliograph.kit.thread.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Loads chunks for cursors that are behind a tail: a few threads with a consumer each, so that
 * history is read beside the live reader and never by it, at its own pace. A partition is always
 * read by the same thread, one load at a time; cursors that move together share what it brings.
 */
public final class KafkaChunkLoader {
  private static final Logger LOG = Logger.getLogger(KafkaChunkLoader.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final int EMPTY_POLLS_MAX = 8;
  private static final Duration STOP = Duration.ofSeconds(5);
  private static final long IDLE_MILLIS = 1_000;

  /**
   * What a consumer fetches at once, unless one event is larger; G1 has no humongous arrays then.
   */
  private static final int FETCH_BYTES = 384 * 1024;

  /** Partitions of which a reader keeps what it has fetched ahead. */
  private static final int ASSIGNED_MAX = 4;

  private static final Backoff SILENCE = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

  /** What was asked for, and not before when; a partition without a leader is asked seldom. */
  private record Load(PartitionId partition, long offset, long dueNanos) implements Delayed {
    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
  }

  private final IntFunction<Consumer<byte[], byte[]>> consumers;
  private final SupervisedThreads supervised;
  private final CatchUpPace pace;
  private final BiConsumer<PartitionId, Chunk> loaded;
  private final List<DelayQueue<Load>> queues = new ArrayList<>();
  private final Set<PartitionId> underWay = ConcurrentHashMap.newKeySet();

  /** How often in a row nothing came from a partition. */
  private final Map<PartitionId, Integer> silent = new ConcurrentHashMap<>();

  private final List<SupervisedThread> threads = new ArrayList<>();

  /**
   * @param readers consumers in all, so loads at the same time
   * @param pace how fast chunks are passed on
   * @param loaded gets each chunk, on a loader's thread
   */
  public KafkaChunkLoader(
      KafkaSettings settings,
      int readers,
      CatchUpPace pace,
      BiConsumer<PartitionId, Chunk> loaded) {
    this(
        number ->
            settings.consumer(
                "hub-catch-up-" + number,
                Map.of(
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    2_000,
                    ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                    FETCH_BYTES)),
        settings.threads(),
        readers,
        pace,
        loaded);
  }

  /**
   * @param consumers makes the consumer of a reader, and another after it has failed
   */
  KafkaChunkLoader(
      IntFunction<Consumer<byte[], byte[]>> consumers,
      SupervisedThreads supervised,
      int readers,
      CatchUpPace pace,
      BiConsumer<PartitionId, Chunk> loaded) {
    this.consumers = consumers;
    this.supervised = supervised;
    this.pace = pace;
    this.loaded = loaded;
    for (int i = 0; i < readers; i++) {
      queues.add(new DelayQueue<>());
    }
  }

  public void start() {
    for (int i = 0; i < queues.size(); i++) {
      int number = i;
      threads.add(supervised.start("catch-up-" + i, turn -> run(number, turn)));
    }
  }

  public void stop() throws InterruptedException {
    threads.forEach(SupervisedThread::requestStop);
    for (SupervisedThread thread : threads) {
      boolean unused = thread.stop(STOP);
    }
  }

  /** Asks for the records from an offset on; ignored while a load of the partition is under way. */
  public void load(PartitionId partition, long offset) {
    if (underWay.add(partition)) {
      Integer times = silent.get(partition);
      long wait = times == null ? 0 : SILENCE.after(times, ThreadLocalRandom.current()).toNanos();
      queueOf(partition).add(new Load(partition, offset, System.nanoTime() + wait));
    }
  }

  private DelayQueue<Load> queueOf(PartitionId partition) {
    return queues.get(Math.floorMod(partition.hashCode(), queues.size()));
  }

  private void run(int number, Turn turn) throws InterruptedException {
    DelayQueue<Load> queue = queues.get(number);
    SequencedMap<TopicPartition, PartitionId> kept = new LinkedHashMap<>();
    try (Consumer<byte[], byte[]> consumer = consumers.apply(number)) {
      turn.onStop(consumer::wakeup);
      while (turn.running()) {
        turn.beat();
        Load load = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        if (load != null) {
          serve(consumer, kept, load, turn);
        }
      }
    } catch (WakeupException stopped) {
      if (turn.running()) {
        throw stopped;
      }
    }
  }

  /** Whatever goes wrong with one partition, what was asked for is not forgotten. */
  private void serve(
      Consumer<byte[], byte[]> consumer,
      SequencedMap<TopicPartition, PartitionId> kept,
      Load load,
      Turn turn)
      throws InterruptedException {
    boolean served = false;
    try {
      Chunk chunk = read(consumer, kept, load, turn);
      if (!turn.pause(Duration.ofMillis(pace.admit(chunk.bytes())))) {
        return;
      }
      served = true;
      if (chunk.end() > load.offset) {
        silent.remove(load.partition);
        turn.progressed();
      } else {
        silent.merge(load.partition, 1, Integer::sum);
      }
      underWay.remove(load.partition);
      loaded.accept(load.partition, chunk);
    } finally {
      if (!served) {
        int times = silent.merge(load.partition, 1, Integer::sum);
        long wait = SILENCE.after(times, ThreadLocalRandom.current()).toNanos();
        queueOf(load.partition)
            .add(new Load(load.partition, load.offset, System.nanoTime() + wait));
      }
    }
  }

  /**
   * Makes the partition one of the few that the consumer is assigned to: what it has fetched ahead
   * of them is kept, and history is mostly read on from where the last chunk ended. What was
   * fetched of a topic that was deleted and made anew is not kept.
   *
   * @param kept the partitions of the consumer, the one kept for longest first
   * @return whether it was one already
   */
  private static boolean keepAssigned(
      Consumer<byte[], byte[]> consumer,
      SequencedMap<TopicPartition, PartitionId> kept,
      PartitionId partition) {
    TopicPartition name = nameOf(partition);
    PartitionId before = kept.remove(name);
    if (partition.equals(before)) {
      var unused = kept.put(name, partition);
      return true;
    }
    if (before != null) {
      consumer.assign(kept.keySet());
    }
    if (kept.size() == ASSIGNED_MAX) {
      var unused = kept.pollFirstEntry();
    }
    var unused = kept.put(name, partition);
    consumer.assign(kept.keySet());
    return false;
  }

  private static TopicPartition nameOf(PartitionId partition) {
    return new TopicPartition(partition.topic(), partition.partition());
  }

  private Chunk read(
      Consumer<byte[], byte[]> consumer,
      SequencedMap<TopicPartition, PartitionId> kept,
      Load load,
      Turn turn) {
    TopicPartition name = nameOf(load.partition);
    boolean known = keepAssigned(consumer, kept, load.partition);
    if (!known || consumer.position(name) != load.offset) {
      consumer.seek(name, load.offset);
    }
    consumer.pause(consumer.assignment());
    consumer.resume(Set.of(name));
    List<LogRecord> records = new ArrayList<>();
    try {
      int polls = silent.containsKey(load.partition) ? 1 : EMPTY_POLLS_MAX;
      for (int i = 0; i < polls && consumer.position(name) == load.offset; i++) {
        turn.beat();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(name)) {
          records.add(KafkaRecordDecoder.decode(record));
        }
      }
      return new Chunk(load.offset, consumer.position(name), records);
    } catch (OffsetOutOfRangeException deleted) {
      long beginning = consumer.beginningOffsets(Set.of(name)).get(name);
      LOG.infof("%s begins at %d now, asked for %d", name, beginning, load.offset);
      return new Chunk(load.offset, Math.max(load.offset, beginning), List.of());
    }
  }
}
