package io.heliograph.injector.inject;

import io.heliograph.injector.child.Parent;
import io.heliograph.injector.child.RecordPosition;
import io.heliograph.injector.topic.InjectorClients;
import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.SupervisedThreads;
import io.heliograph.kit.thread.Turn;
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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Scans events that had passed before an insert came, on a thread of its own, so that live events
 * never wait for it. It finds parents; the injection thread writes their children. It holds one
 * task for each partition at most, some slices, and for each so many parents of so many bytes.
 */
final class LookBackReader implements LookBacks.Scans, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LookBackReader.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int PARENTS_MAX = 100;
  private static final long PARENTS_BYTES_MAX = 4 << 20;

  /** Slices that wait with parents; those without are small, one for each partition at most. */
  private static final int WAITING_MAX = 2;

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
   * @param failed whether the scan failed, and is to be asked for again
   */
  record Slice(
      Task task, long cursor, List<Found> parents, Set<Injected.Pair> injected, boolean failed) {}

  /** A parent and the offset after it. */
  record Found(Parent parent, long after) {}

  private final InjectorClients clients;
  private final InjectedLog log;
  private final Surroundings surroundings;
  private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
  private final Queue<Slice> slices = new ConcurrentLinkedQueue<>();
  private final Semaphore places = new Semaphore(WAITING_MAX);
  private final SupervisedThread thread;

  /** What a scan needs to know. */
  record Surroundings(
      InstantSource clock, Duration window, Planner planner, SupervisedThreads threads) {}

  LookBackReader(InjectorClients clients, InjectedLog log, Surroundings surroundings) {
    this.clients = clients;
    this.log = log;
    this.surroundings = surroundings;
    this.thread = surroundings.threads.start("look-back", this::run);
  }

  @Override
  public void scan(Task task) {
    tasks.add(task);
  }

  @Override
  public @Nullable Slice poll() {
    Slice slice = slices.poll();
    if (slice != null && !slice.parents.isEmpty()) {
      places.release();
    }
    return slice;
  }

  @Override
  public void close() {
    thread.requestStop();
  }

  private void run(Turn turn) throws ExecutionException, InterruptedException, TimeoutException {
    try (KafkaConsumer<byte[], byte[]> consumer = clients.reader("look-back")) {
      while (turn.running()) {
        turn.beat();
        scanNext(consumer, turn);
      }
    }
  }

  /**
   * A task that fails gets an empty slice: the injection thread asks again while it has the
   * partition, and the others come first meanwhile.
   */
  private void scanNext(KafkaConsumer<byte[], byte[]> consumer, Turn turn)
      throws ExecutionException, InterruptedException, TimeoutException {
    Task task = tasks.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
    if (task == null) {
      return;
    }
    long startNanos = System.nanoTime();
    long restNanos;
    boolean done = false;
    try {
      Slice slice = scan(consumer, task, turn);
      done = true;
      restNanos = Math.min(System.nanoTime() - startNanos, REST_NANOS_MAX);
      hand(slice, turn);
    } catch (org.apache.kafka.common.errors.TimeoutException noLeader) {
      // This partition is asked again later; the others need no new beginning.
      LOG.warnf("scan postponed partition=%s reason=%s", task.partition, noLeader.getMessage());
      return;
    } finally {
      if (!done) {
        hand(new Slice(task, task.cursor, List.of(), Set.of(), true), turn);
      }
    }
    turn.progressed();
    // Time is left to others, also when inserts come without an end.
    TimeUnit.NANOSECONDS.sleep(restNanos);
  }

  /** Waits while parents are waiting already: so many are in memory at most. */
  private void hand(Slice slice, Turn turn) throws InterruptedException {
    boolean has = slice.parents.isEmpty();
    while (!has && turn.running()) {
      has = places.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
      turn.beat();
    }
    if (has) {
      slices.add(slice);
    }
  }

  private Slice scan(KafkaConsumer<byte[], byte[]> consumer, Task task, Turn turn)
      throws ExecutionException, InterruptedException, TimeoutException {
    TopicPartition partition = task.partition;
    consumer.assign(Set.of(partition));
    long beginning = consumer.beginningOffsets(Set.of(partition)).get(partition);
    long start = task.cursor == Progress.FROM_WINDOW ? windowStart(consumer, task) : task.cursor;
    consumer.seek(partition, Math.max(start, beginning));
    Finds finds = new Finds(task, Math.max(start, beginning));
    long deadlineNanos = System.nanoTime() + SLICE_NANOS;
    while (finds.cursor < task.border && !finds.isFull() && System.nanoTime() < deadlineNanos) {
      List<ConsumerRecord<byte[], byte[]>> records = poll(consumer, partition);
      long position = consumer.position(partition);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        finds.look(record);
      }
      if (!finds.isFull()) {
        finds.cursor = position;
      }
      turn.beat();
    }
    Set<Injected.Pair> injected = injected(finds.parents, finds.oldestMillis, turn);
    return new Slice(task, finds.cursor, finds.parents, injected, false);
  }

  /** What a slice has until now; when it is full, the cursor is behind its last parent. */
  private final class Finds {
    private final Task task;
    private final List<Found> parents = new ArrayList<>();
    private long oldestMillis = Long.MAX_VALUE;
    private long bytes;
    private long cursor;

    Finds(Task task, long cursor) {
      this.task = task;
      this.cursor = cursor;
    }

    boolean isFull() {
      return parents.size() >= PARENTS_MAX || bytes >= PARENTS_BYTES_MAX;
    }

    void look(ConsumerRecord<byte[], byte[]> record) {
      if (isFull() || record.offset() >= task.border) {
        return;
      }
      cursor = record.offset() + 1;
      surroundings
          .planner
          .parent(record, task.parents::contains)
          .ifPresent(
              parent -> {
                parents.add(new Found(parent, record.offset() + 1));
                bytes += parent.json().length;
                oldestMillis = Math.min(oldestMillis, record.timestamp());
              });
    }
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
    long oldestMillis = surroundings.clock.millis() - surroundings.window.toMillis();
    @Nullable OffsetAndTimestamp first =
        consumer
            .offsetsForTimes(Map.of(task.partition, Math.max(0, oldestMillis)))
            .get(task.partition);
    return first == null ? task.border : first.offset();
  }

  private Set<Injected.Pair> injected(List<Found> parents, long oldestMillis, Turn turn)
      throws ExecutionException, InterruptedException, TimeoutException {
    if (parents.isEmpty()) {
      return Set.of();
    }
    Set<RecordPosition> places = new HashSet<>();
    parents.forEach(found -> places.add(found.parent.place()));
    Set<Injected.Pair> pairs = new HashSet<>();
    log.since(
        oldestMillis,
        note -> {
          if (places.contains(note.injected().parent())) {
            pairs.add(note.injected().pair());
          }
        },
        turn::beat);
    return pairs;
  }
}
