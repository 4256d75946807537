package io.heliograph.dashboard.ingest;

import io.heliograph.dashboard.core.StatisticsSettings;
import io.heliograph.dashboard.geo.Geolocator;
import io.heliograph.dashboard.message.HubEventHandler;
import io.heliograph.dashboard.message.MessageHandler;
import io.heliograph.dashboard.message.Rules;
import io.heliograph.dashboard.store.StatisticsStore;
import io.heliograph.dashboard.topic.KafkaClients;
import io.heliograph.event.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The thread that counts: reads {@code hub.misp}, {@code hub.misp.replay} and, unless switched off,
 * the topics of events, and writes Redis. While either is away it starts over with growing pauses;
 * every start begins where Redis says. Replicas share the partitions; two that count the same one
 * for a moment do no harm, since the script lets each message pass once.
 */
@ApplicationScoped
public class StatisticsConsumer {
  private static final Logger LOG = Logger.getLogger(StatisticsConsumer.class);
  private static final int DOUBLING_MAX = 10;

  private final KafkaClients clients;
  private final IngestSettings settings;
  private final Topics topics;
  private final IngestMetrics metrics;
  private final Counting counting;
  private final Thread thread;

  private volatile boolean stopping;
  private volatile boolean ready;
  private volatile Map<TopicPartition, Long> next = Map.of();
  private volatile @Nullable KafkaConsumer<byte[], byte[]> running;
  private final boolean hubEvents;
  private boolean topicsMade;
  private int failures;

  StatisticsConsumer(KafkaClients clients, IngestSettings settings, Topics topics, Parts parts) {
    this.clients = clients;
    this.settings = settings;
    this.topics = topics;
    this.metrics = parts.metrics();
    this.hubEvents =
        parts.statistics().hubEvents() == StatisticsSettings.HubEvents.ON
            && parts.statistics().compatibility() == StatisticsSettings.Compatibility.CORRECTED;
    this.counting =
        new Counting(
            new Records(
                new MessageHandler(parts.rules(), parts.geolocator()),
                new HubEventHandler(parts.rules(), parts.geolocator())),
            parts.store(),
            parts.rejected(),
            parts.metrics(),
            parts.statistics().redis().timeout());
    this.thread = Thread.ofPlatform().daemon().name("statistics-counter").unstarted(this::run);
  }

  /** What the counting needs beside Kafka and Redis. */
  @jakarta.inject.Singleton
  record Parts(
      Rules rules,
      Geolocator geolocator,
      StatisticsStore store,
      RejectedMessages rejected,
      IngestMetrics metrics,
      StatisticsSettings statistics) {}

  void start(@Observes StartupEvent started) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
    stopping = true;
    KafkaConsumer<byte[], byte[]> consumer = running;
    if (consumer != null) {
      consumer.wakeup();
    }
    thread.join(TimeUnit.SECONDS.toMillis(10));
  }

  /** Whether messages are being counted. */
  boolean isReady() {
    return ready;
  }

  /** The next offset of each partition that this member counts, as of the last batch. */
  public Map<TopicPartition, Long> next() {
    return next;
  }

  private void run() {
    while (!stopping) {
      try (Admin admin = clients.admin();
          KafkaConsumer<byte[], byte[]> consumer = clients.consumer(settings.batchMax())) {
        running = consumer;
        count(admin, consumer);
      } catch (InterruptedException interrupted) {
        break;
      } catch (ExecutionException | TimeoutException | KafkaException failure) {
        failed(failure);
      } finally {
        ready = false;
        running = null;
      }
    }
  }

  private void count(Admin admin, KafkaConsumer<byte[], byte[]> consumer)
      throws ExecutionException, InterruptedException, TimeoutException {
    while (!topicsMade) {
      topicsMade = clients.makeTopics(admin);
    }
    counting.prepare();
    CountedPartitions partitions = new CountedPartitions(consumer, admin, counting);
    consumer.subscribe(Records.topics(topics, hubEvents), new Rebalancing(partitions));
    Housekeeping housekeeping = new Housekeeping(partitions, topics.mispReplay());
    while (!stopping) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(Housekeeping.POLL);
      for (TopicPartition partition : records.partitions()) {
        partitions.count(partition, records.records(partition));
        failures = 0;
      }
      next = partitions.next();
      ready = consumer.groupMetadata().generationId() > 0;
      metrics.lag(partitions.lag());
      housekeeping.after(records.isEmpty());
    }
  }

  private void failed(Exception failure) {
    if (stopping) {
      return;
    }
    failures++;
    long factor = 1L << Math.min(failures - 1, DOUBLING_MAX);
    long pause = Math.min(settings.pause().toMillis() * factor, settings.pauseMax().toMillis());
    LOG.warnf("counting paused millis=%d reason=%s", pause, reason(failure));
    try {
      TimeUnit.MILLISECONDS.sleep(pause);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static String reason(Exception failure) {
    Throwable cause = failure.getCause();
    return failure instanceof ExecutionException && cause != null
        ? cause.toString()
        : failure.toString();
  }
}
