package io.heliograph.dispatcher.topic;

import io.heliograph.event.TopicSpec;
import io.heliograph.kit.kafka.NewTopics;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/** The few things that are asked of the cluster about topics. Blocks; used by one thread. */
final class TopicCluster implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(TopicCluster.class);
  private static final int LEADER_MILLIS = 5_000;

  private final Admin admin;

  /** Closes the client with itself. */
  TopicCluster(Admin admin) {
    this.admin = admin;
  }

  /** All topics whose names begin so; one that is deleted meanwhile is left out. */
  Map<String, TopicDescription> describe(String prefix)
      throws ExecutionException, InterruptedException {
    List<String> names =
        admin.listTopics().names().get().stream().filter(name -> name.startsWith(prefix)).toList();
    Map<String, TopicDescription> found = new HashMap<>();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> entry :
        admin.describeTopics(names).topicNameValues().entrySet()) {
      unlessGone(entry.getValue()).ifPresent(topic -> found.put(entry.getKey(), topic));
    }
    return found;
  }

  /** Makes topics; one that exists by now is fine. */
  void create(Collection<TopicSpec> specs) throws ExecutionException, InterruptedException {
    NewTopics.create(admin, specs.stream().map(TopicCluster::newTopic).toList());
  }

  /**
   * Waits until the leader of each of these partitions answers, or for the limit. A producer that
   * has several requests under way to a leader that does not know of its partition yet may lose
   * their order, and is refused from then on (KAFKA-15591).
   */
  void awaitLeaders(Collection<TopicPartition> partitions) throws InterruptedException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    partitions.forEach(partition -> ends.put(partition, OffsetSpec.latest()));
    try {
      var unused =
          admin.listOffsets(ends, new ListOffsetsOptions().timeoutMs(LEADER_MILLIS)).all().get();
    } catch (ExecutionException late) {
      LOG.warnf("not all partitions of new topics have a leader: %s", late.getCause().toString());
    }
  }

  /** The settings of these topics. */
  Map<String, Config> configs(Collection<String> names)
      throws ExecutionException, InterruptedException {
    List<ConfigResource> resources = names.stream().map(TopicCluster::resource).toList();
    Map<String, Config> found = new HashMap<>();
    for (Map.Entry<ConfigResource, KafkaFuture<Config>> entry :
        admin.describeConfigs(resources).values().entrySet()) {
      unlessGone(entry.getValue()).ifPresent(config -> found.put(entry.getKey().name(), config));
    }
    return found;
  }

  /** Sets what differs and adds partitions; never takes partitions away. */
  void repair(TopicDrift drift) throws ExecutionException, InterruptedException {
    if (!drift.config().isEmpty()) {
      List<AlterConfigOp> changes =
          drift.config().entrySet().stream()
              .map(entry -> new ConfigEntry(entry.getKey(), entry.getValue()))
              .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
              .toList();
      admin.incrementalAlterConfigs(Map.of(resource(drift.topic()), changes)).all().get();
    }
    if (drift.partitionsWanted() > 0) {
      NewPartitions more = NewPartitions.increaseTo(drift.partitionsWanted());
      admin.createPartitions(Map.of(drift.topic(), more)).all().get();
    }
  }

  @Override
  public void close() {
    admin.close(java.time.Duration.ofSeconds(1));
  }

  private static <T> Optional<T> unlessGone(KafkaFuture<T> answer)
      throws ExecutionException, InterruptedException {
    try {
      return Optional.of(answer.get());
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private static NewTopic newTopic(TopicSpec spec) {
    return new NewTopic(spec.name(), spec.partitions(), (short) spec.replicationFactor())
        .configs(spec.config());
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }
}
