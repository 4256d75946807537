package io.heliograph.injector.topic;

import io.heliograph.event.Model;
import io.heliograph.event.TopicSpec;
import io.heliograph.event.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/**
 * Looks at the cluster's topics every few seconds, so that a new source is read within that time,
 * and makes the injector's own. One thread looks; snapshots may be asked for by any.
 */
@ApplicationScoped
public class TopicWatch {
  private static final Logger LOG = Logger.getLogger(TopicWatch.class);
  private static final long RETRY_MILLIS = 500;

  private final KafkaClients clients;
  private final TopicSettings settings;
  private final EventSize size;
  private final Topics topics;
  private final Pipelines pipelines;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private volatile Map<String, Uuid> known = Map.of();
  private volatile int insertPartitions;
  private boolean away;

  TopicWatch(
      KafkaClients clients,
      TopicSettings settings,
      EventSize size,
      Topics topics,
      Pipelines pipelines) {
    this.clients = clients;
    this.settings = settings;
    this.size = size;
    this.topics = topics;
    this.pipelines = pipelines;
    this.thread = Thread.ofPlatform().daemon().name("topic-watch").unstarted(this::run);
  }

  void start(@Observes StartupEvent started) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
    stopping.countDown();
    thread.join(TimeUnit.SECONDS.toMillis(5));
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
    return insertPartitions == 1
        && known.keySet().containsAll(Set.of(topics.injected(), topics.expedite()));
  }

  private void run() {
    try {
      do {
        look();
      } while (!stopping.await(
          known.isEmpty() || !complete() ? RETRY_MILLIS : settings.pollMillis(),
          TimeUnit.MILLISECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() throws InterruptedException {
    pipelines.refresh();
    try (Admin admin = clients.admin("topics")) {
      Set<String> names = new HashSet<>(admin.listTopics().names().get());
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
      away = false;
    } catch (ExecutionException | KafkaException failure) {
      told(failure);
    }
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
      if (!present.contains(spec.name()) && settings.manage() != TopicSettings.Manage.NONE) {
        Map<String, String> config = new HashMap<>(spec.config());
        config.put(
            "max.message.bytes", Integer.toString(size.eventBytesMax() + EventSize.ENVELOPE_BYTES));
        missing.add(
            new NewTopic(spec.name(), spec.partitions(), (short) spec.replicationFactor())
                .configs(config));
      }
    }
    if (!missing.isEmpty()) {
      try {
        admin.createTopics(missing).all().get();
      } catch (ExecutionException failure) {
        if (!(failure.getCause() instanceof TopicExistsException)) {
          throw failure;
        }
      }
    }
  }

  private void told(Exception failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    if (!away && !(cause instanceof UnknownTopicOrPartitionException)) {
      LOG.warnf("topics unknown reason=%s", cause);
      away = true;
    }
  }
}
