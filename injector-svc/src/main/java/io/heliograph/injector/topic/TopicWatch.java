package io.heliograph.injector.topic;

import io.heliograph.event.Model;
import io.heliograph.event.TopicSpec;
import io.heliograph.event.Topics;
import io.heliograph.kit.kafka.HubEvents;
import io.heliograph.kit.kafka.HubTopics;
import io.heliograph.kit.kafka.NewTopics;
import io.heliograph.kit.thread.Backoff;
import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.SupervisedThreads;
import io.heliograph.kit.thread.Turn;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the cluster's topics every few seconds, so that a new source is read within that time,
 * and makes the injector's own. One thread looks; snapshots may be asked for by any.
 */
@ApplicationScoped
public class TopicWatch {
  private static final Logger LOG = Logger.getLogger(TopicWatch.class);
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final Duration ASKED_EVERY = Duration.ofSeconds(1);

  /** Kafka counts as away when it is silent for longer: readiness tells within seconds. */
  private static final int ANSWER_MILLIS_MAX = 2_000;

  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2));

  private final InjectorClients clients;
  private final TopicSettings settings;
  private final EventSize size;
  private final Topics topics;
  private final Pipelines pipelines;
  private final SupervisedThreads threads;
  private @Nullable SupervisedThread thread;
  private volatile Map<String, Uuid> known = Map.of();
  private volatile int insertPartitions;
  private volatile boolean answers;

  TopicWatch(
      InjectorClients clients,
      TopicSettings settings,
      EventSize size,
      Topics topics,
      Pipelines pipelines,
      SupervisedThreads threads) {
    this.clients = clients;
    this.settings = settings;
    this.size = size;
    this.topics = topics;
    this.pipelines = pipelines;
    this.threads = threads;
  }

  void start(@Observes StartupEvent started) {
    thread = threads.start("topic-watch", BACKOFF, this::run);
  }

  void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
    if (thread != null) {
      var unused = thread.stop(Duration.ofSeconds(5));
    }
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
    return missing().isEmpty();
  }

  /** Whether Kafka answered when it was asked last, which is a second ago or two. */
  public boolean answers() {
    return answers;
  }

  /** The topics without which nothing can be injected, that are not there or not as they must. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (String name : List.of(topics.injected(), topics.expedite())) {
      if (!known.containsKey(name)) {
        missing.add(name);
      }
    }
    if (insertPartitions != 1 || !known.containsKey(topics.system(Model.INSERT))) {
      missing.add(topics.system(Model.INSERT) + " with one partition");
    }
    return missing;
  }

  /** One client for all looks; a look that fails ends it, and the thread begins again. */
  private void run(Turn turn) throws ExecutionException, InterruptedException {
    try (Admin admin = clients.admin("topics")) {
      long lookedNanos = System.nanoTime();
      look(admin);
      while (turn.pause(complete() ? ASKED_EVERY : RETRY)) {
        long pastMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lookedNanos);
        if (pastMillis >= settings.pollMillis() || !complete()) {
          lookedNanos = System.nanoTime();
          look(admin);
        } else {
          var unused =
              admin
                  .describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_MILLIS_MAX))
                  .clusterId()
                  .get();
        }
        turn.progressed();
      }
    } catch (ExecutionException | KafkaException failure) {
      answers = failure.getCause() instanceof UnknownTopicOrPartitionException;
      throw failure;
    }
  }

  private void look(Admin admin) throws ExecutionException, InterruptedException {
    pipelines.refresh();
    Set<String> names =
        new HashSet<>(
            admin.listTopics(new ListTopicsOptions().timeoutMs(ANSWER_MILLIS_MAX)).names().get());
    answers = true;
    names.removeIf(name -> !name.startsWith(topics.prefix()));
    make(admin, names);
    Map<String, Uuid> found = new HashMap<>();
    String inserts = topics.system(Model.INSERT);
    for (TopicDescription topic : admin.describeTopics(names).allTopicNames().get().values()) {
      found.put(topic.name(), topic.topicId());
      if (topic.name().equals(inserts)) {
        partitionsOfInserts(topic.partitions().size());
      }
    }
    known = Map.copyOf(found);
  }

  /** Positions in it must have one order; the dispatcher makes it with one partition. */
  private void partitionsOfInserts(int partitions) {
    if (partitions != 1 && insertPartitions != partitions) {
      LOG.errorf("%s must have one partition, has=%d", topics.system(Model.INSERT), partitions);
    }
    insertPartitions = partitions;
  }

  private void make(Admin admin, Set<String> present)
      throws ExecutionException, InterruptedException {
    List<NewTopic> missing = new ArrayList<>();
    for (TopicSpec spec : topics.ofInjector()) {
      if (!present.contains(spec.name()) && settings.manage() != HubTopics.Manage.NONE) {
        missing.add(
            new NewTopic(spec.name(), spec.partitions(), (short) spec.replicationFactor())
                .configs(spec.sized(size.eventBytesMax() + HubEvents.ENVELOPE_BYTES).config()));
      }
    }
    if (!missing.isEmpty()) {
      NewTopics.create(admin, missing);
    }
  }
}
