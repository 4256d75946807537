package io.heliograph.dispatcher.store;

import io.heliograph.dispatcher.cursor.CursorCodec;
import io.heliograph.dispatcher.log.GroupMembership;
import io.heliograph.dispatcher.log.KafkaSettings;
import io.heliograph.dispatcher.log.PartitionId;
import io.heliograph.dispatcher.owner.Burial;
import io.heliograph.dispatcher.owner.Departure;
import io.heliograph.dispatcher.owner.Owners;
import io.heliograph.dispatcher.owner.StoreDelta;
import io.heliograph.dispatcher.subscription.Subscription;
import io.heliograph.dispatcher.subscription.SubscriptionCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes what changed, every 250 ms and at once when somebody waits for it: cursors, subscriptions,
 * owner records, and what follows from departed events, each time in one transaction that proves
 * our ownership (architecture section 3, CursorStore). What was refused is kept for the next time,
 * and nothing is handed out until a store has gone through again. One thread.
 */
public final class CursorStore implements Runnable {
  private static final Logger LOG = Logger.getLogger(CursorStore.class);
  private static final long INTERVAL_MILLIS = 250;

  /** An idle replica proves its membership this often. */
  private static final long PROOF_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  /**
   * How long a proof lasts: the session of 6 s less a heartbeat interval of 1.5 s, since the
   * coordinator gives our partitions away no earlier than a session after our last heartbeat.
   */
  private static final long PROOF_VALID_NANOS = TimeUnit.MILLISECONDS.toNanos(4_500);

  /** Something to be written at once. */
  private record Urgent(
      List<ProducerRecord<byte[], byte[]>> records,
      @Nullable PartitionId about,
      CompletableFuture<Void> written) {}

  private final KafkaSettings settings;
  private final String topic;
  private final Owners owners;
  private final StatusTail statuses;
  private final Function<Departure, List<ProducerRecord<byte[], byte[]>>> consequences;
  private final Runnable fenced;
  private final StoreProducer producer;
  private final LinkedBlockingQueue<Urgent> urgent = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this, "cursor-store");
  private StoreDelta pending = new StoreDelta();
  private volatile @Nullable GroupMembership membership;
  private volatile long provedNanos;
  private volatile boolean proved;
  private volatile boolean running = true;

  /** What the store works with. */
  public record Parts(
      KafkaSettings settings,
      String topic,
      Owners owners,
      StatusTail statuses,
      Function<Departure, List<ProducerRecord<byte[], byte[]>>> consequences,
      Runnable fenced) {}

  public CursorStore(Parts parts) {
    this.settings = parts.settings;
    this.topic = parts.topic;
    this.owners = parts.owners;
    this.statuses = parts.statuses;
    this.consequences = parts.consequences;
    this.fenced = parts.fenced;
    this.producer = new StoreProducer(parts.settings);
  }

  public void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Stores what is left and ends. Where Kafka did not take the last store it is not waited for:
   * what was not stored is handed out again.
   */
  public void stop() throws InterruptedException {
    running = false;
    thread.join(TimeUnit.SECONDS.toMillis(proved ? 15 : 3));
  }

  /** Our membership from now, or null while we have none. */
  public void membership(@Nullable GroupMembership current) {
    membership = current;
  }

  /** Whether the coordinator lately confirmed that our partitions are ours (D9). */
  public boolean mayHandOut() {
    return proved && System.nanoTime() - provedNanos < PROOF_VALID_NANOS;
  }

  /** Writes a subscription; completes when it is durable. */
  public CompletableFuture<Void> write(Subscription subscription) {
    return write(
        List.of(
            record(
                SubscriptionCodec.key(subscription.pluginKey()),
                SubscriptionCodec.encode(subscription))));
  }

  /** Ends a subscription for all replicas; what is left of it is swept later. */
  CompletableFuture<Void> forget(String pluginKey) {
    byte[] key = SubscriptionCodec.key(pluginKey).getBytes(StandardCharsets.UTF_8);
    return write(List.of(new ProducerRecord<>(topic, 0, key, null)));
  }

  /** Writes records, all or none; completes when they are durable. */
  public CompletableFuture<Void> write(List<ProducerRecord<byte[], byte[]>> records) {
    return write(records, null);
  }

  /** Notes that the partition's cursors are written by us from now; completes when durable. */
  CompletableFuture<Void> claim(PartitionId id) {
    OwnerRecord record = new OwnerRecord(settings.writer(), statuses.positions());
    return write(List.of(record(OwnerRecord.partitionKey(id), record.encode())), id);
  }

  /** Stores the partition's cursors and notes that nobody has to be fenced for it. */
  CompletableFuture<Void> giveBack(PartitionId id) {
    OwnerRecord record = new OwnerRecord("", statuses.positions());
    return write(List.of(record(OwnerRecord.partitionKey(id), record.encode())), id);
  }

  private CompletableFuture<Void> write(
      List<ProducerRecord<byte[], byte[]>> records, @Nullable PartitionId about) {
    Urgent one = new Urgent(records, about, new CompletableFuture<>());
    urgent.add(one);
    return one.written;
  }

  @Override
  public void run() {
    List<Urgent> waiting = new ArrayList<>();
    while (running || !urgent.isEmpty()) {
      try {
        Urgent first = urgent.poll(INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          waiting.add(first);
          urgent.drainTo(waiting);
        }
        if (store(waiting)) {
          waiting.clear();
        }
      } catch (InterruptedException interrupted) {
        break;
      } catch (RuntimeException failure) {
        LOG.error("the store failed in a way it should not", failure);
      }
    }
    store(waiting);
    producer.close();
  }

  private boolean store(List<Urgent> waiting) {
    GroupMembership current = membership;
    long[] positions = statuses.positions();
    pending.merge(owners.collect().join());
    Map<TopicPartition, Long> proof = new LinkedHashMap<>();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    dropForeign(current, waiting);
    collect(current, waiting, records, proof);
    boolean proofDue = System.nanoTime() - provedNanos > PROOF_INTERVAL_NANOS;
    if (records.isEmpty() && (!proofDue || current == null)) {
      return true;
    }
    if (proof.isEmpty() && current != null) {
      current.assigned().keySet().stream().findFirst().ifPresent(name -> proof.put(name, 0L));
    }
    records.add(
        record(
            OwnerRecord.replicaKey(settings.writer()),
            new OwnerRecord(settings.writer(), positions).encode()));
    long begunNanos = System.nanoTime();
    StoreProducer.Outcome outcome = producer.write(records, current, proof);
    if (outcome != StoreProducer.Outcome.COMMITTED) {
      return refused(outcome);
    }
    pending = new StoreDelta();
    if (!proof.isEmpty()) {
      provedNanos = begunNanos;
      proved = true;
    }
    waiting.forEach(one -> one.written.complete(null));
    return true;
  }

  private void collect(
      @Nullable GroupMembership current,
      List<Urgent> waiting,
      List<ProducerRecord<byte[], byte[]>> records,
      Map<TopicPartition, Long> proof) {
    Map<PartitionId, Long> frontiers = new HashMap<>();
    pending
        .cursors()
        .forEach(
            (key, state) -> records.add(record(CursorCodec.key(key), CursorCodec.encode(state))));
    pending.partitions().forEach(id -> frontiers.put(id, 0L));
    for (Departure event : pending.departures()) {
      records.addAll(consequences.apply(event));
    }
    for (Burial burial : pending.burials()) {
      records.add(tombstone(burial));
    }
    for (Urgent one : waiting) {
      records.addAll(one.records);
      if (one.about != null) {
        frontiers.put(one.about, 0L);
      }
    }
    if (current != null) {
      frontiers.forEach(
          (id, offset) -> current.ours(id).ifPresent(name -> proof.put(name, offset)));
    }
  }

  /** What is about partitions that went to others is void. */
  private void dropForeign(@Nullable GroupMembership current, List<Urgent> waiting) {
    for (PartitionId id : Set.copyOf(pending.partitions())) {
      if (!isOurs(current, id)) {
        pending.forget(id);
      }
    }
    for (Urgent one : List.copyOf(waiting)) {
      if (one.about != null && !isOurs(current, one.about)) {
        waiting.remove(one);
        one.written.completeExceptionally(
            new IllegalStateException(one.about + " is not ours any more"));
      }
    }
  }

  private static boolean isOurs(@Nullable GroupMembership current, PartitionId id) {
    return current != null && current.ours(id).isPresent();
  }

  private boolean refused(StoreProducer.Outcome outcome) {
    proved = false;
    LOG.warnf("store %s: %s", outcome, producer.lastFailure());
    if (outcome == StoreProducer.Outcome.FENCED) {
      pending = new StoreDelta();
      fenced.run();
    }
    return false;
  }

  private static ProducerRecord<byte[], byte[]> tombstone(Burial burial) {
    return new ProducerRecord<>(
        burial.partition().topic(),
        burial.partition().partition(),
        burial.key().getBytes(StandardCharsets.UTF_8),
        null);
  }

  private ProducerRecord<byte[], byte[]> record(String key, byte[] value) {
    return new ProducerRecord<>(topic, 0, key.getBytes(StandardCharsets.UTF_8), value);
  }
}
