package io.heliograph.injector.inject;

import io.heliograph.injector.child.Parent;
import io.heliograph.injector.child.Place;
import io.heliograph.injector.topic.KafkaClients;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Scans events that had passed before an insert came, on a thread of its own, so that live events
 * never wait for it. It finds parents; the injection thread writes their children. It holds one
 * task for each partition at most, and so many parents for a slice.
 */
final class LookBackReader implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LookBackReader.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int PARENTS_MAX = 200;
  private static final long PAUSE_MILLIS = 500;
  private static final long REST_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(2);

  /**
   * A stretch of a partition.
   *
   * @param taking of the partition, which the task belongs to
   * @param cursor where to begin, or {@link Progress#FROM_WINDOW}
   * @param border where to end
   * @param parents the files that inserts are about
   */
  record Task(
      TopicPartition partition, int taking, long cursor, long border, Set<String> parents) {}

  /**
   * What was found on the way to the cursor.
   *
   * @param injected of the parents found, what they have already
   */
  record Slice(Task task, long cursor, List<Found> parents, Set<Injected.Pair> injected) {}

  /** A parent and the offset after it. */
  record Found(Parent parent, long after) {}

  private final KafkaClients clients;
  private final InjectedLog log;
  private final InstantSource clock;
  private final Duration window;
  private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
  private final Queue<Slice> slices = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean running = true;

  LookBackReader(KafkaClients clients, InjectedLog log, InstantSource clock, Duration window) {
    this.clients = clients;
    this.log = log;
    this.clock = clock;
    this.window = window;
    this.thread = Thread.ofPlatform().daemon().name("look-back").start(this::run);
  }

  /** To be scanned; the slice comes later. */
  void scan(Task task) {
    tasks.add(task);
  }

  /** The next slice; null when there is none yet. */
  @Nullable Slice poll() {
    return slices.poll();
  }

  @Override
  public void close() {
    running = false;
    thread.interrupt();
  }

  private void run() {
    try {
      while (running) {
        try (KafkaConsumer<byte[], byte[]> consumer = clients.reader("look-back")) {
          while (running) {
            scanNext(consumer);
          }
        } catch (ExecutionException | TimeoutException | KafkaException failure) {
          if (running) {
            LOG.warnf("look-back begins again reason=%s", failure);
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
          }
        } catch (RuntimeException unexpected) {
          // Whatever it is, this thread must not end: late inserts would wait for the next start.
          LOG.error("look-back begins again", unexpected);
          TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A task that fails gets an empty slice: the injection thread asks again while it has the
   * partition, and the others come first meanwhile.
   */
  private void scanNext(KafkaConsumer<byte[], byte[]> consumer)
      throws ExecutionException, InterruptedException, TimeoutException {
    Task task = tasks.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
    if (task == null) {
      return;
    }
    long startNanos = System.nanoTime();
    boolean done = false;
    try {
      scan(consumer, task);
      done = true;
    } finally {
      if (!done) {
        slices.add(new Slice(task, task.cursor, List.of(), Set.of()));
      }
    }
    // Time is left to others, also when inserts come without an end.
    TimeUnit.NANOSECONDS.sleep(Math.min(System.nanoTime() - startNanos, REST_NANOS_MAX));
  }

  private void scan(KafkaConsumer<byte[], byte[]> consumer, Task task)
      throws ExecutionException, InterruptedException, TimeoutException {
    TopicPartition partition = task.partition;
    consumer.assign(Set.of(partition));
    long beginning = consumer.beginningOffsets(Set.of(partition)).get(partition);
    long start = task.cursor == Progress.FROM_WINDOW ? windowStart(consumer, task) : task.cursor;
    consumer.seek(partition, Math.max(start, beginning));
    List<Found> parents = new ArrayList<>();
    long oldestMillis = Long.MAX_VALUE;
    long deadlineNanos = System.nanoTime() + SLICE_NANOS;
    long cursor = Math.max(start, beginning);
    while (cursor < task.border
        && parents.size() < PARENTS_MAX
        && System.nanoTime() < deadlineNanos) {
      List<ConsumerRecord<byte[], byte[]>> records = poll(consumer, partition);
      cursor = consumer.position(partition);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        if (record.offset() < task.border) {
          var parent = Parent.of(record, task.parents::contains);
          if (parent.isPresent()) {
            parents.add(new Found(parent.get(), record.offset() + 1));
            oldestMillis = Math.min(oldestMillis, record.timestamp());
          }
        }
      }
    }
    slices.add(new Slice(task, cursor, parents, injected(parents, oldestMillis)));
  }

  private static List<ConsumerRecord<byte[], byte[]>> poll(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
    try {
      return consumer.poll(POLL).records(partition);
    } catch (OffsetOutOfRangeException expired) {
      consumer.seekToBeginning(Set.of(partition));
      return List.of();
    }
  }

  private long windowStart(KafkaConsumer<byte[], byte[]> consumer, Task task) {
    long oldestMillis = clock.millis() - window.toMillis();
    @Nullable OffsetAndTimestamp first =
        consumer
            .offsetsForTimes(Map.of(task.partition, Math.max(0, oldestMillis)))
            .get(task.partition);
    return first == null ? task.border : first.offset();
  }

  private Set<Injected.Pair> injected(List<Found> parents, long oldestMillis)
      throws ExecutionException, InterruptedException, TimeoutException {
    if (parents.isEmpty()) {
      return Set.of();
    }
    Set<Place> places = new HashSet<>();
    parents.forEach(found -> places.add(found.parent.place()));
    Set<Injected.Pair> pairs = new HashSet<>();
    for (Injected one : log.since(oldestMillis, note -> places.contains(note.parent()))) {
      pairs.add(one.pair());
    }
    return pairs;
  }
}
