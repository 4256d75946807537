package io.heliograph.dispatcher.topic;

import io.heliograph.event.TopicSpec;
import io.heliograph.kit.kafka.HubTopics;
import io.heliograph.kit.kafka.KafkaClients;
import io.heliograph.kit.thread.Backoff;
import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.SupervisedThreads;
import io.heliograph.kit.thread.Turn;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the cluster's topics as the sources demand: one thread that looks at the cluster every few
 * seconds, makes what is missing, reports what differs and tells the {@link TopicCatalogue}. While
 * Kafka is away it keeps trying; the service starts all the same and is not ready (contract
 * dispatcher.md part 1 row 3).
 */
@ApplicationScoped
class TopicKeeper {
  private static final Logger LOG = Logger.getLogger(TopicKeeper.class);

  private static final long RETRY_MILLIS = 500;
  private static final Duration BACKOFF_MAX = Duration.ofSeconds(2);

  /** Settings are compared at every twelfth look only: once a minute by default. */
  private static final int DRIFT_LOOKS = 12;

  private final KafkaClients kafka;
  private final TopicSettings settings;
  private final TopicCatalogue catalogue;
  private final List<TopicSpec> required;
  private final SupervisedThreads threads;
  private volatile @Nullable SupervisedThread thread;

  private volatile boolean complete;
  private volatile int drifting;
  private List<TopicDrift> reported = List.of();
  private boolean away;
  private long looks;

  TopicKeeper(
      KafkaClients kafka,
      TopicSettings settings,
      TopicCatalogue catalogue,
      RequiredTopics topics,
      MeterRegistry registry,
      SupervisedThreads threads) {
    this.kafka = kafka;
    this.settings = settings;
    this.catalogue = catalogue;
    this.required = topics.specs();
    this.threads = threads;
    Gauge.builder("hub_topic_drift", this, keeper -> keeper.drifting)
        .description("Differences between the topics and what the sources demand")
        .register(registry);
  }

  void start(@Observes StartupEvent started) {
    Duration first = Duration.ofMillis(retryMillis());
    thread = threads.start("topic-keeper", new Backoff(first, BACKOFF_MAX), this::run);
  }

  void stop(@Observes ShutdownEvent stopped) {
    SupervisedThread begun = thread;
    if (begun != null) {
      begun.requestStop();
    }
  }

  /** Whether every required topic was there at the last look that succeeded. */
  boolean complete() {
    return complete;
  }

  private void run(Turn turn) throws ExecutionException, InterruptedException {
    try (TopicCluster cluster = new TopicCluster(admin())) {
      while (turn.running()) {
        turn.beat();
        look(cluster, turn);
        if (away) {
          LOG.info("kafka=reached");
        }
        away = false;
        turn.progressed();
        boolean unused =
            turn.pause(Duration.ofMillis(complete ? settings.pollMillis() : retryMillis()));
      }
    } catch (ExecutionException | KafkaException failure) {
      away = true;
      throw failure;
    }
  }

  private void look(TopicCluster cluster, Turn turn)
      throws ExecutionException, InterruptedException {
    String prefix = settings.prefix().map(text -> text + ".").orElse("");
    Map<String, TopicDescription> found = cluster.describe(prefix);
    List<TopicSpec> missing =
        required.stream().filter(spec -> !found.containsKey(spec.name())).toList();
    turn.beat();
    if (!missing.isEmpty() && settings.manage() != HubTopics.Manage.NONE) {
      cluster.create(missing);
      LOG.infof("created=%s", missing.stream().map(TopicSpec::name).toList());
      found.putAll(cluster.describe(prefix));
    }
    if (looks++ % DRIFT_LOOKS == 0 || !complete) {
      turn.beat();
      drift(cluster, found);
    }
    Map<String, TopicInfo> topics = new HashMap<>();
    found.forEach(
        (name, topic) ->
            topics.put(name, new TopicInfo(name, topic.topicId(), topic.partitions().size())));
    List<TopicPartition> anew = partitionsSince(catalogue.snapshot(), topics);
    if (!anew.isEmpty()) {
      turn.beat();
      cluster.awaitLeaders(anew);
    }
    catalogue.replace(topics);
    complete = required.stream().allMatch(spec -> found.containsKey(spec.name()));
  }

  /** The partitions that were not there at the last look. */
  private static List<TopicPartition> partitionsSince(
      Map<String, TopicInfo> before, Map<String, TopicInfo> now) {
    List<TopicPartition> anew = new ArrayList<>();
    now.forEach(
        (name, topic) -> {
          TopicInfo known = before.get(name);
          boolean same = known != null && known.id().equals(topic.id());
          for (int i = same ? known.partitions() : 0; i < topic.partitions(); i++) {
            anew.add(new TopicPartition(name, i));
          }
        });
    return anew;
  }

  private void drift(TopicCluster cluster, Map<String, TopicDescription> found)
      throws ExecutionException, InterruptedException {
    List<TopicSpec> present =
        required.stream().filter(spec -> found.containsKey(spec.name())).toList();
    var configs = cluster.configs(present.stream().map(TopicSpec::name).toList());
    List<TopicDrift> drifts =
        present.stream()
            .filter(spec -> configs.containsKey(spec.name()))
            .flatMap(
                spec ->
                    TopicDrift.between(spec, found.get(spec.name()), configs.get(spec.name()))
                        .stream())
            .toList();
    if (settings.manage() == HubTopics.Manage.UPDATE) {
      for (TopicDrift drift : drifts) {
        cluster.repair(drift);
        LOG.infof("repaired %s", drift.describe());
      }
      drifts = drifts.stream().filter(TopicDrift::replicasDiffer).toList();
    }
    if (!drifts.equals(reported)) {
      drifts.forEach(drift -> LOG.warnf("drift %s", drift.describe()));
      reported = drifts;
    }
    drifting = drifts.size();
  }

  private long retryMillis() {
    return Math.min(RETRY_MILLIS, settings.pollMillis());
  }

  private Admin admin() {
    return kafka.admin("hub-topic-keeper", Duration.ofMillis(settings.requestTimeoutMillis()));
  }
}
