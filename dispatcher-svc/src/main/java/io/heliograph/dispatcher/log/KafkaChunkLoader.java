package io.heliograph.dispatcher.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Loads chunks for cursors that are behind a tail: a few threads with a consumer each, so that
 * history is read beside the live reader and never by it, at its own pace. A partition is always
 * read by the same thread, one load at a time; cursors that move together share what it brings.
 */
public final class KafkaChunkLoader {
  private static final Logger LOG = Logger.getLogger(KafkaChunkLoader.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final int EMPTY_POLLS_MAX = 20;

  /**
   * What a consumer fetches at once, unless one event is larger; G1 has no humongous arrays then.
   */
  private static final int FETCH_BYTES = 384 * 1024;

  /** Partitions of which a reader keeps what it has fetched ahead. */
  private static final int ASSIGNED_MAX = 4;

  private record Load(PartitionId partition, long offset) {}

  private final KafkaSettings settings;
  private final CatchUpPace pace;
  private final BiConsumer<PartitionId, Chunk> loaded;
  private final List<LinkedBlockingQueue<Load>> queues = new ArrayList<>();
  private final Set<PartitionId> underWay = ConcurrentHashMap.newKeySet();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running = true;

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
    this.settings = settings;
    this.pace = pace;
    this.loaded = loaded;
    for (int i = 0; i < readers; i++) {
      int number = i;
      queues.add(new LinkedBlockingQueue<>());
      Thread thread = new Thread(() -> run(number), "catch-up-" + i);
      thread.setDaemon(true);
      threads.add(thread);
    }
  }

  public void start() {
    threads.forEach(Thread::start);
  }

  public void stop() throws InterruptedException {
    running = false;
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(5));
    }
  }

  /** Asks for the records from an offset on; ignored while a load of the partition is under way. */
  public void load(PartitionId partition, long offset) {
    if (underWay.add(partition)) {
      queues
          .get(Math.floorMod(partition.hashCode(), queues.size()))
          .add(new Load(partition, offset));
    }
  }

  private void run(int number) {
    LinkedBlockingQueue<Load> queue = queues.get(number);
    SequencedMap<TopicPartition, PartitionId> kept = new LinkedHashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        settings.consumer(
            "hub-catch-up-" + number,
            Map.of(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                2_000,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                FETCH_BYTES))) {
      while (running) {
        Load load = queue.take();
        try {
          Chunk chunk = read(consumer, kept, load);
          TimeUnit.MILLISECONDS.sleep(pace.admit(chunk.bytes()));
          underWay.remove(load.partition);
          loaded.accept(load.partition, chunk);
        } catch (KafkaException failure) {
          LOG.warnf("catch-up of %s from %d: %s", load.partition, load.offset, failure.toString());
          // Where the consumer stands is not known any more.
          kept.clear();
          TimeUnit.MILLISECONDS.sleep(500);
          queue.add(load);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (org.apache.kafka.common.errors.InterruptException stopped) {
      // The client's way of saying the same.
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
      KafkaConsumer<byte[], byte[]> consumer,
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
      KafkaConsumer<byte[], byte[]> consumer,
      SequencedMap<TopicPartition, PartitionId> kept,
      Load load) {
    TopicPartition name = nameOf(load.partition);
    boolean known = keepAssigned(consumer, kept, load.partition);
    if (!known || consumer.position(name) != load.offset) {
      consumer.seek(name, load.offset);
    }
    consumer.pause(consumer.assignment());
    consumer.resume(Set.of(name));
    List<LogRecord> records = new ArrayList<>();
    try {
      for (int i = 0; i < EMPTY_POLLS_MAX && consumer.position(name) == load.offset; i++) {
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
