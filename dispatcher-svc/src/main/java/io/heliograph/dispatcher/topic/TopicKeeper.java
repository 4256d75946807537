package io.heliograph.dispatcher.topic;

import io.heliograph.event.TopicSpec;
import io.heliograph.kit.kafka.HubTopics;
import io.heliograph.kit.kafka.KafkaClients;
import io.heliograph.kit.kafka.TopicManager;
import io.heliograph.kit.kafka.TopicNeeds;
import io.heliograph.kit.kafka.TopicPace;
import io.heliograph.kit.metric.Gauges;
import io.heliograph.kit.thread.SupervisedThreads;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * Keeps the cluster's topics as the sources demand, and tells the {@link TopicCatalogue} of all
 * topics of this hub. While Kafka is away the service starts all the same and is not ready
 * (contract dispatcher.md part 1 row 3). Alone among the services it reports and repairs drift.
 */
@ApplicationScoped
class TopicKeeper {
  private static final Duration RETRY = Duration.ofMillis(500);

  private final TopicManager manager;
  private final SupervisedThreads threads;

  TopicKeeper(
      KafkaClients kafka,
      TopicSettings settings,
      TopicCatalogue catalogue,
      RequiredTopics topics,
      MeterRegistry registry,
      SupervisedThreads threads) {
    Duration poll = settings.pollInterval();
    Duration answer = settings.requestTimeout();
    String prefix = HubTopics.namePrefix(settings);
    List<TopicSpec> required = topics.specs();
    this.manager =
        new TopicManager(
            "topic-keeper",
            () -> kafka.admin("hub-topic-keeper", answer),
            new TopicNeeds(
                name -> name.startsWith(prefix), required, Map.of(), settings.manage(), true),
            new TopicPace(poll, RETRY, poll, answer),
            found -> catalogue.replace(infos(found)));
    this.threads = threads;
    Gauges.register(
        registry,
        "hub_topic_drift",
        "Differences between the topics and what the sources demand",
        manager::drifting);
  }

  void start(@Observes StartupEvent started) {
    manager.start(threads);
  }

  void stop(@Observes ShutdownEvent stopped) {
    manager.requestStop();
  }

  /** Whether every required topic was there at the last look that succeeded. */
  boolean complete() {
    return manager.complete();
  }

  private static Map<String, TopicInfo> infos(Map<String, TopicDescription> found) {
    Map<String, TopicInfo> topics = new HashMap<>();
    found.forEach(
        (name, topic) ->
            topics.put(name, new TopicInfo(name, topic.topicId(), topic.partitions().size())));
    return topics;
  }
}
