package io.heliograph.dispatcher.kafka;

import io.heliograph.coordinator.log.Chunk;
import io.heliograph.coordinator.log.HistoryLoader;
import io.heliograph.coordinator.log.HistoryRateLimiter;
import io.heliograph.coordinator.log.HistoryReader;
import io.heliograph.coordinator.log.LogRecord;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.kit.kafka.BatchSearch;
import io.heliograph.kit.kafka.CorruptBatches;
import io.heliograph.kit.kafka.CorruptBatches.Verdict;
import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.SupervisedThreads;
import io.heliograph.kit.thread.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Loads chunks for cursors that are behind a tail: a few threads with a consumer each, so that
 * history is read beside the live reader and never by it, at its own pace. A partition is always
 * read by the same thread, one load at a time, in the order of the {@link LoadTurns}; cursors that
 * move together share what it brings. Thread-safe.
 */
public final class KafkaHistoryLoader implements HistoryLoader {
  private static final Logger LOG = Logger.getLogger(KafkaHistoryLoader.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final int EMPTY_POLLS_MAX = 8;
  private static final Duration STOP = Duration.ofSeconds(5);

  /**
   * What a consumer fetches at once, unless one event is larger; G1 has no humongous arrays then.
   */
  private static final int FETCH_BYTES = 384 * 1024;

  /** Partitions of which a reader keeps what it has fetched ahead. */
  private static final int ASSIGNED_MAX = 4;

  private final IntFunction<Consumer<byte[], byte[]>> consumers;
  private final SupervisedThreads supervised;
  private final CorruptBatches corrupt;
  private final BiConsumer<PartitionId, Chunk> loaded;
  private final int readers;

  /** Used with its own monitor held, on which the readers wait. */
  private final LoadTurns turns;

  private final List<SupervisedThread> threads = new ArrayList<>();

  /**
   * @param readers consumers in all, so loads at the same time
   * @param pace how fast chunks are passed on
   * @param loaded gets each chunk, on a loader's thread
   */
  public KafkaHistoryLoader(
      KafkaSettings settings,
      int readers,
      HistoryRateLimiter pace,
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
        settings.corrupt(),
        readers,
        pace,
        loaded);
  }

  /**
   * @param consumers makes the consumer of a reader, and another after it has failed
   */
  KafkaHistoryLoader(
      IntFunction<Consumer<byte[], byte[]>> consumers,
      SupervisedThreads supervised,
      CorruptBatches corrupt,
      int readers,
      HistoryRateLimiter pace,
      BiConsumer<PartitionId, Chunk> loaded) {
    this.consumers = consumers;
    this.supervised = supervised;
    this.corrupt = corrupt;
    this.loaded = loaded;
    this.readers = readers;
    this.turns = new LoadTurns(readers, pace, System::nanoTime, new Random());
  }

  public void start() {
    for (int i = 0; i < readers; i++) {
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

  @Override
  public void load(PartitionId partition, long offset, HistoryReader reader) {
    synchronized (turns) {
      turns.ask(partition, offset, reader);
      turns.notifyAll();
    }
  }

  @Override
  public void looked(PartitionId partition, HistoryReader reader) {
    synchronized (turns) {
      turns.looked(partition, reader);
      turns.notifyAll();
    }
  }

  /** The next load of that thread; null when none came in a while. */
  private LoadTurns.@Nullable Load next(int number) throws InterruptedException {
    synchronized (turns) {
      LoadTurns.Load load = turns.next(number);
      if (load != null) {
        return load;
      }
      if (turns.othersFirst()) {
        turns.notifyAll();
      }
      turns.wait(turns.waitMillis());
      return turns.next(number);
    }
  }

  private void run(int number, Turn turn) throws InterruptedException {
    SequencedMap<TopicPartition, PartitionId> kept = new LinkedHashMap<>();
    try (Consumer<byte[], byte[]> consumer = consumers.apply(number)) {
      turn.onStop(consumer::wakeup);
      while (turn.running()) {
        turn.beat();
        LoadTurns.Load load = next(number);
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
      LoadTurns.Load load,
      Turn turn) {
    boolean served = false;
    try {
      Chunk chunk = read(consumer, kept, load, turn);
      synchronized (turns) {
        turns.served(load, chunk);
        turns.notifyAll();
      }
      served = true;
      if (chunk.end() > load.offset()) {
        turn.progressed();
      }
      loaded.accept(load.partition(), chunk);
    } finally {
      if (!served) {
        synchronized (turns) {
          turns.failed(load);
        }
      }
    }
  }

  /**
   * Makes the partition one of the few that the consumer is assigned to: what it has fetched ahead
   * of them is kept, and history is mostly read on from where the last chunk ended. What was
   * fetched of a topic that was deleted and recreated is not kept.
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
      LoadTurns.Load load,
      Turn turn) {
    TopicPartition name = nameOf(load.partition());
    boolean known = keepAssigned(consumer, kept, load.partition());
    if (!known || consumer.position(name) != load.offset()) {
      consumer.seek(name, load.offset());
    }
    consumer.pause(consumer.assignment());
    consumer.resume(Set.of(name));
    List<LogRecord> records = new ArrayList<>();
    try {
      int polls = isSilent(load.partition()) ? 1 : EMPTY_POLLS_MAX;
      for (int i = 0; i < polls && consumer.position(name) == load.offset(); i++) {
        turn.beat();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(name)) {
          records.add(KafkaRecordDecoder.decode(record));
        }
      }
      long end = consumer.position(name);
      if (end > load.offset()) {
        corrupt.read(name, load.offset(), end);
      }
      return new Chunk(load.offset(), end, records);
    } catch (OffsetOutOfRangeException deleted) {
      long beginning = consumer.beginningOffsets(Set.of(name)).get(name);
      LOG.infof(
          "log start moved partition=%s start=%d requested=%d", name, beginning, load.offset());
      return new Chunk(load.offset(), Math.max(load.offset(), beginning), List.of());
    } catch (KafkaException failure) {
      if (!CorruptBatches.isCorrupt(failure)) {
        throw failure;
      }
      long end = pastCorrupt(consumer, name, load.offset(), turn);
      // What was fetched of it is dropped with its assignment.
      kept.remove(name);
      consumer.assign(kept.keySet());
      return new Chunk(load.offset(), end, List.of());
    }
  }

  private boolean isSilent(PartitionId partition) {
    synchronized (turns) {
      return turns.isSilent(partition);
    }
  }

  /** Where a cursor that is at a corrupt batch goes on; there itself while that is waited for. */
  private long pastCorrupt(
      Consumer<byte[], byte[]> consumer, TopicPartition name, long offset, Turn turn) {
    return switch (corrupt.met(name, offset, System.nanoTime())) {
      case Verdict.Wait() -> offset;
      case Verdict.Skip(long to) -> to;
      case Verdict.Search() -> {
        OptionalLong to = new BatchSearch(consumer, name).run(offset, turn);
        to.ifPresent(end -> corrupt.skipped(name, offset, end));
        yield to.orElse(offset);
      }
    };
  }
}
