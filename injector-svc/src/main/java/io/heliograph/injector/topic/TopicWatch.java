package io.heliograph.injector.topic;

import io.heliograph.event.Model;
import io.heliograph.event.TopicSpec;
import io.heliograph.event.Topics;
import io.heliograph.kit.kafka.TopicManager;
import io.heliograph.kit.kafka.TopicNeeds;
import io.heliograph.kit.kafka.TopicPace;
import io.heliograph.kit.thread.SupervisedThreads;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;

/**
 * Knows the cluster's topics as of the last look, so that a new source is read within seconds, and
 * creates the injector's own. Thread-safe.
 */
@ApplicationScoped
public class TopicWatch {
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final Duration ASK = Duration.ofSeconds(1);

  /** Kafka counts as away when it is silent for longer: readiness tells within seconds. */
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private final Topics topics;
  private final SupervisedThreads threads;
  private final TopicManager manager;
  private volatile Map<String, Uuid> known = Map.of();

  TopicWatch(
      InjectorClients clients,
      TopicSettings settings,
      EventSize size,
      Topics topics,
      Pipelines pipelines,
      SupervisedThreads threads) {
    this.topics = topics;
    this.threads = threads;
    List<TopicSpec> own =
        topics.ofInjector().stream().map(spec -> spec.sized(size.recordBytesMax())).toList();
    // The positions of inserts must have one order; the dispatcher creates the topic so.
    Map<String, Integer> others = Map.of(topics.system(Model.INSERT), 1, topics.expedite(), 0);
    this.manager =
        new TopicManager(
            "topic-watch",
            () -> clients.admin("topics"),
            new TopicNeeds(
                name -> name.startsWith(topics.prefix()), own, others, settings.manage(), false),
            new TopicPace(settings.pollInterval(), RETRY, ASK, ANSWER),
            found -> {
              pipelines.refresh();
              known = ids(found);
            });
  }

  void start(@Observes StartupEvent started) {
    manager.start(threads);
  }

  void stop(@Observes ShutdownEvent stopped) {
    manager.requestStop();
  }

  /** The topics of this hub with their ids, as of the last look; none before the first. */
  public Map<String, Uuid> known() {
    return known;
  }

  /** The topics that parents come from. */
  public Set<String> ofParents() {
    Set<String> names = new HashSet<>(known.keySet());
    names.removeIf(name -> !topics.carriesParents(name));
    return names;
  }

  /** Whether the topics without which nothing can be injected are there. */
  public boolean complete() {
    return manager.complete();
  }

  /** Whether Kafka answered when it was asked last, which is a second ago or two. */
  public boolean answers() {
    return manager.answers();
  }

  /** The topics without which nothing can be injected, that are not there or not as they must. */
  public List<String> missing() {
    return manager.missing();
  }

  private static Map<String, Uuid> ids(Map<String, TopicDescription> found) {
    Map<String, Uuid> ids = new HashMap<>();
    found.forEach((name, topic) -> ids.put(name, topic.topicId()));
    return Map.copyOf(ids);
  }
}
