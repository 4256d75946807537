package io.heliograph.dashboard.ingest;

import io.heliograph.dashboard.core.StatisticsSettings;
import io.heliograph.dashboard.geo.Geolocator;
import io.heliograph.dashboard.message.HubEventHandler;
import io.heliograph.dashboard.message.MessageHandler;
import io.heliograph.dashboard.message.Rules;
import io.heliograph.dashboard.store.StatisticsStore;
import io.heliograph.dashboard.topic.DashboardClients;
import io.heliograph.dashboard.topic.DashboardTopics;
import io.heliograph.event.Topics;
import io.heliograph.kit.kafka.CorruptBatches;
import io.heliograph.kit.thread.Backoff;
import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.SupervisedThreads;
import io.heliograph.kit.thread.Turn;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The thread that counts: reads {@code hub.misp}, {@code hub.misp.replay} and, unless switched off,
 * the topics of events, and writes Redis. While either is away, or Redis refuses to write, it
 * starts over with growing pauses ({@link IngestStatus} says why); every start begins where Redis
 * says. Replicas share the partitions; two that count the same one for a moment do no harm, since
 * the script lets each message pass once.
 */
@ApplicationScoped
public class StatisticsConsumer {
  private static final Duration STOP = Duration.ofSeconds(10);

  private final DashboardClients clients;
  private final IngestSettings settings;
  private final Topics topics;
  private final CorruptBatches corrupt;
  private final DashboardTopics ownTopics;
  private final IngestMetrics metrics;
  private final StatisticsWriter writer;
  private final SupervisedThreads threads;
  private final IngestStatus status;
  private final boolean hubEvents;
  private volatile Map<TopicPartition, Long> next = Map.of();
  private @Nullable SupervisedThread thread;

  StatisticsConsumer(
      DashboardClients clients,
      IngestSettings settings,
      Topics topics,
      CorruptBatches corrupt,
      DashboardTopics ownTopics,
      Parts parts) {
    this.clients = clients;
    this.ownTopics = ownTopics;
    this.settings = settings;
    this.topics = topics;
    this.corrupt = corrupt;
    this.metrics = parts.metrics();
    this.hubEvents =
        parts.statistics().hubEvents() == StatisticsSettings.HubEvents.ON
            && parts.statistics().compatibility() == StatisticsSettings.Compatibility.CORRECTED;
    this.writer =
        new StatisticsWriter(
            new Records(
                new MessageHandler(parts.rules(), parts.geolocator()),
                new HubEventHandler(parts.rules(), parts.geolocator())),
            parts.store(),
            parts.rejected(),
            parts.metrics(),
            parts.statistics().redis().timeout());
    this.threads = parts.threads();
    this.status = new IngestStatus(parts.clock());
  }

  /** What the counting needs beside Kafka and Redis. */
  @jakarta.inject.Singleton
  record Parts(
      Rules rules,
      Geolocator geolocator,
      StatisticsStore store,
      RejectedMessages rejected,
      IngestMetrics metrics,
      StatisticsSettings statistics,
      SupervisedThreads threads,
      InstantSource clock) {}

  void start(@Observes StartupEvent started) {
    Backoff backoff = new Backoff(settings.pause(), settings.pauseMax());
    thread = threads.start("statistics-counter", backoff, this::session);
  }

  void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
    if (thread != null) {
      boolean unused = thread.stop(STOP);
    }
  }

  /** Whether messages are being counted. */
  IngestStatus status() {
    return status;
  }

  /** What keeps messages from being counted, with its reason; null while they are counted. */
  public @Nullable String missing() {
    return status.state().missing();
  }

  /** The next offset of each partition that this member counts, as of the last batch. */
  public Map<TopicPartition, Long> next() {
    return next;
  }

  private void session(Turn turn)
      throws ExecutionException, InterruptedException, TimeoutException, RedisFailedException {
    try (OpenClients open = OpenClients.of(clients, settings.batchMax())) {
      turn.onStop(open.consumer()::wakeup);
      new MissingTopics(() -> ownTopics.missing(turn), ownTopics.retry(), status).await(turn);
      count(turn, open);
    } catch (ExecutionException | TimeoutException | RedisFailedException | KafkaException failed) {
      status.missing(RedisFailedException.missing(failed));
      throw failed;
    } finally {
      status.stopped();
    }
  }

  private void count(Turn turn, OpenClients open)
      throws ExecutionException, InterruptedException, TimeoutException, RedisFailedException {
    KafkaConsumer<byte[], byte[]> consumer = open.consumer();
    writer.prepare();
    CountedPartitions partitions = new CountedPartitions(consumer, open.admin(), writer, corrupt);
    consumer.subscribe(Records.topics(topics, hubEvents), new Rebalancing(partitions));
    CorruptPartitions unreadable = new CorruptPartitions(partitions, consumer, clients, corrupt);
    StatisticsHousekeeping housekeeping =
        new StatisticsHousekeeping(partitions, topics.mispReplay());
    while (turn.running()) {
      partitions.settle();
      turn.beat();
      ConsumerRecords<byte[], byte[]> records = poll(open, partitions, unreadable, turn);
      unreadable.polled();
      turn.beat();
      for (TopicPartition partition : records.partitions()) {
        partitions.count(partition, records.records(partition));
        turn.beat();
        turn.progressed();
      }
      next = partitions.next();
      if (consumer.groupMetadata().generationId() > 0) {
        status.counting();
      }
      metrics.lag(partitions.lag());
      metrics.waitingPartitions(partitions.waiting());
      housekeeping.after(records.isEmpty());
    }
  }

  /** One partition that was cut, or is corrupt, is its own case: the others are read on. */
  private static ConsumerRecords<byte[], byte[]> poll(
      OpenClients open, CountedPartitions partitions, CorruptPartitions unreadable, Turn turn) {
    try {
      return open.consumer().poll(StatisticsHousekeeping.POLL);
    } catch (OffsetOutOfRangeException outOfRange) {
      partitions.outOfRange(outOfRange.partitions());
      return ConsumerRecords.empty();
    } catch (KafkaException failure) {
      if (!unreadable.met(failure, turn)) {
        throw failure;
      }
      return ConsumerRecords.empty();
    }
  }
}
