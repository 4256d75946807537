package io.heliograph.dashboard.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.dashboard.ingest.IngestMetrics;
import io.heliograph.dashboard.ingest.MispHeaders;
import io.heliograph.dashboard.message.Rejection;
import io.heliograph.dashboard.topic.DashboardClients;
import io.heliograph.event.Topics;
import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.SupervisedThreads;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZContext;

/**
 * The readers of all configured MISP instances, and the producer that puts their messages into
 * {@code hub.misp} under the instance's name, dated by their arrival. Thread-safe.
 */
@ApplicationScoped
public class Feeds {
  private static final Logger LOG = Logger.getLogger(Feeds.class);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  /** What is kept of a message that is too large. */
  private static final int KEPT_BYTES = 1_024;

  private final FeedSettings settings;
  private final DashboardClients clients;
  private final String topic;
  private final String rejectedTopic;
  private final IngestMetrics metrics;
  private final InstantSource clock;
  private final SupervisedThreads threads;
  private final Map<String, FeedState> states = new TreeMap<>();
  private final List<SupervisedThread> readers = new ArrayList<>();
  private @Nullable ZContext context;
  private volatile @Nullable KafkaProducer<String, byte[]> producer;

  Feeds(
      FeedSettings settings,
      DashboardClients clients,
      Topics topics,
      InstantSource clock,
      Meters meters) {
    this.settings = settings;
    this.clients = clients;
    this.topic = topics.misp();
    this.rejectedTopic = topics.mispRejected();
    this.metrics = meters.ingest();
    this.clock = clock;
    this.threads = meters.threads();
    settings.feeds().keySet().forEach(name -> states.put(name, new FeedState(name)));
    states.values().forEach(state -> register(state, meters.registry()));
  }

  /** Where is counted what comes and what is refused, and what runs the readers. */
  @jakarta.inject.Singleton
  record Meters(MeterRegistry registry, IngestMetrics ingest, SupervisedThreads threads) {}

  private void register(FeedState state, MeterRegistry registry) {
    FunctionCounter.builder("dashboard_feed_messages", state, FeedState::messages)
        .description("Messages received from a MISP instance")
        .tag("feed", state.name())
        .register(registry);
    FunctionCounter.builder("dashboard_feed_lost", state, FeedState::lostMessages)
        .description("Messages of a MISP instance that Kafka did not take")
        .tag("feed", state.name())
        .register(registry);
    Gauge.builder("dashboard_feed_silence_seconds", state, this::silenceSeconds)
        .description("Seconds since the last message of a MISP instance; NaN before the first")
        .tag("feed", state.name())
        .register(registry);
  }

  /** Seconds since the last message; NaN before the first. */
  private double silenceSeconds(FeedState state) {
    return state.lastMillis() == 0
        ? Double.NaN
        : (clock.millis() - state.lastMillis()) / (double) Duration.ofSeconds(1).toMillis();
  }

  void start(@Observes StartupEvent started) {
    if (states.isEmpty()) {
      return;
    }
    producer = clients.producer("feeds", 5);
    ZContext zeromq = new ZContext();
    context = zeromq;
    settings
        .feeds()
        .forEach(
            (name, url) -> {
              FeedState state = states.computeIfAbsent(name, FeedState::new);
              FeedReader reader =
                  new FeedReader(zeromq, state, url, settings.waitingMax(), this::received);
              readers.add(threads.start("feed-" + name, reader));
            });
  }

  void stop(@Observes ShutdownEvent stopped) {
    readers.forEach(SupervisedThread::requestStop);
    if (context != null) {
      context.close();
    }
    KafkaProducer<String, byte[]> open = producer;
    if (open != null) {
      open.close(CLOSE);
    }
  }

  /** How each instance is doing, by name. */
  public List<FeedState> states() {
    return List.copyOf(states.values());
  }

  /** Whether nothing came from it for longer than configured. */
  public boolean isSilent(FeedState state) {
    return clock.millis() - state.lastMillis() > settings.silence().toMillis();
  }

  /** Whether that is longer ago than configured for the silence of an instance. */
  public boolean isSilent(Instant last) {
    return clock.instant().isAfter(last.plus(settings.silence()));
  }

  private void received(FeedState state, byte[] frame) {
    KafkaProducer<String, byte[]> open = producer;
    if (open == null) {
      return;
    }
    String name = state.name();
    long now = clock.millis();
    state.received(now);
    if (frame.length > DashboardClients.MESSAGE_BYTES_MAX) {
      send(open, state, tooLarge(name, frame, now));
      metrics.rejected(Rejection.TOO_LARGE);
    } else {
      send(open, state, new ProducerRecord<>(topic, null, now, name, frame));
    }
  }

  /** Its beginning, under the topic of refused messages. */
  private ProducerRecord<String, byte[]> tooLarge(String name, byte[] frame, long now) {
    byte[] beginning = Arrays.copyOf(frame, KEPT_BYTES);
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(rejectedTopic, null, now, name + "-" + now, beginning);
    String rule = "the message has over " + DashboardClients.MESSAGE_BYTES_MAX + " bytes";
    record.headers().add(MispHeaders.REASON, Rejection.TOO_LARGE.wire().getBytes(UTF_8));
    record.headers().add(MispHeaders.DETAIL, rule.getBytes(UTF_8));
    record.headers().add(MispHeaders.OUTCOME, "rejected".getBytes(UTF_8));
    return record;
  }

  private static void send(
      KafkaProducer<String, byte[]> producer,
      FeedState state,
      ProducerRecord<String, byte[]> record) {
    record.headers().add(MispHeaders.FEED, state.name().getBytes(UTF_8));
    try {
      producer.send(
          record,
          (written, failure) -> {
            if (failure != null) {
              lost(state, failure);
            }
          });
    } catch (KafkaException refused) {
      lost(state, refused);
    }
  }

  private static void lost(FeedState state, Exception reason) {
    state.lost();
    LOG.debugf("message lost feed=%s reason=%s", state.name(), reason.toString());
  }
}
