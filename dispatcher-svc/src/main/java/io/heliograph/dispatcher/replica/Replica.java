package io.heliograph.dispatcher.replica;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.dispatcher.log.KafkaSettings;
import io.heliograph.dispatcher.owner.CoreClock;
import io.heliograph.dispatcher.owner.EventSource;
import io.heliograph.dispatcher.owner.FetchOrder;
import io.heliograph.dispatcher.store.GivenUpRecords;
import io.heliograph.dispatcher.topic.TopicCatalogue;
import io.heliograph.dispatcher.topic.TopicSettings;
import io.heliograph.event.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The life of one replica: waits for the topics, starts the core, drains it at the end. Until then
 * a fetch is answered 503.
 */
@ApplicationScoped
public class Replica implements EventSource {
  private static final Logger LOG = Logger.getLogger(Replica.class);

  private final Map<String, Object> kafka;
  private final ReplicaSettings settings;
  private final TopicSettings topicSettings;
  private final TopicCatalogue catalogue;
  private final Topics topics;
  private final GivenUpRecords consequences;
  private final CoreClock clock;
  private final CoreMetrics metrics;
  private final Thread starter = new Thread(this::begin, "replica-start");
  private volatile @Nullable ReplicaParts parts;
  private volatile boolean stopping;

  Replica(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      ReplicaSettings settings,
      TopicSettings topicSettings,
      TopicBundle bundle,
      CoreMetrics metrics) {
    this.kafka = kafka;
    this.settings = settings;
    this.topicSettings = topicSettings;
    this.catalogue = bundle.catalogue();
    this.topics = bundle.topics();
    this.consequences = bundle.consequences();
    this.clock = new SystemCoreClock(bundle.clock());
    this.metrics = metrics;
  }

  void start(@Observes StartupEvent started) {
    starter.setDaemon(true);
    starter.start();
  }

  private void begin() {
    SystemTopics names = SystemTopics.of(topics);
    EventTopics eventTopics = new EventTopics(topics, catalogue);
    while (!stopping) {
      try {
        if (catalogue.snapshot().containsKey(names.cursors())
            && catalogue.snapshot().containsKey(names.status())) {
          ReplicaParts made = new ReplicaParts(plan(names, eventTopics));
          made.start();
          parts = made;
          return;
        }
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (InterruptedException stopped) {
        return;
      } catch (Exception failure) {
        LOG.errorf("the core did not start: %s; trying again", failure.toString());
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(2);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private ReplicaParts.Plan plan(SystemTopics names, EventTopics eventTopics) {
    Map<String, String> base = new HashMap<>();
    kafka.forEach((key, value) -> base.put(key, value.toString()));
    base.keySet().removeIf(key -> key.startsWith("key.") || key.startsWith("value."));
    String prefix = topicSettings.prefix().map(text -> text + ".").orElse("");
    String address = settings.address().orElse("localhost");
    String incarnation = Long.toUnsignedString(new SecureRandom().nextLong(), 36);
    return new ReplicaParts.Plan(
        new KafkaSettings(base, prefix, settings.slot(), address, incarnation),
        settings,
        eventTopics,
        names,
        clock,
        consequences,
        metrics);
  }

  void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
    stopping = true;
    starter.interrupt();
    ReplicaParts running = parts;
    if (running != null) {
      running.stop();
    }
  }

  /** Whether the group has given this replica its partitions and it hands out events. */
  public boolean ready() {
    ReplicaParts running = parts;
    return running != null && running.reader.assignedOnce();
  }

  @Override
  public RunningFetch fetch(FetchOrder order) {
    ReplicaParts running = parts;
    if (running == null || stopping || !running.reader.assignedOnce()) {
      throw HubException.busy(ErrorCode.UNAVAILABLE, "the hub is starting or stopping");
    }
    return running.fetches.fetch(order);
  }
}
