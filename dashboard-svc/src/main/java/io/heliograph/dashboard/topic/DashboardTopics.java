package io.heliograph.dashboard.topic;

import io.heliograph.event.TopicSpec;
import io.heliograph.event.Topics;
import io.heliograph.kit.kafka.TopicManager;
import io.heliograph.kit.kafka.TopicNeeds;
import io.heliograph.kit.kafka.TopicPace;
import io.heliograph.kit.thread.SupervisedThreads;
import io.heliograph.kit.thread.Turn;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;

/** Creates the dashboard's topics, also those that are deleted while it runs. Thread-safe. */
@ApplicationScoped
public class DashboardTopics {
  private final TopicManager manager;
  private final SupervisedThreads threads;
  private final Duration retry;

  DashboardTopics(
      DashboardClients clients, TopicSettings settings, Topics topics, SupervisedThreads threads) {
    this.threads = threads;
    this.retry = settings.retry();
    List<TopicSpec> own =
        topics.ofDashboard().stream()
            .map(spec -> spec.sized(DashboardClients.RECORD_BYTES_MAX))
            .toList();
    Set<String> names = own.stream().map(TopicSpec::name).collect(Collectors.toSet());
    Duration poll = settings.pollInterval();
    Duration answer = settings.requestTimeout();
    this.manager =
        new TopicManager(
            "topic-watch",
            () -> clients.admin("topics"),
            new TopicNeeds(names::contains, own, Map.of(), settings.manage(), false),
            new TopicPace(poll, retry, poll, answer),
            found -> {});
  }

  void start(@Observes StartupEvent started) {
    manager.start(threads);
  }

  void stop(@Observes ShutdownEvent stopped) {
    manager.requestStop();
  }

  /** The pause between two looks for topics that are missing. */
  public Duration retry() {
    return retry;
  }

  /**
   * The topics that are missing; empty when all are there.
   *
   * @throws KafkaException when Kafka did not answer
   */
  public List<String> missing(Turn turn) throws InterruptedException {
    if (!manager.awaitFirstLook(turn)) {
      return manager.missing();
    }
    Throwable failure = manager.failure();
    if (failure != null) {
      throw new KafkaException("topics are not known", failure);
    }
    return manager.missing();
  }
}
