package io.heliograph.kit.kafka;

import io.heliograph.event.TopicSpec;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/**
 * The few things that are asked of the cluster about topics. Blocks; used by one thread. A change
 * that the cluster refuses is told by name and reason; what a later attempt may bring is thrown.
 */
final class TopicCluster implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(TopicCluster.class);
  private static final int LEADER_MILLIS = 5_000;
  private static final Duration CLOSE = Duration.ofSeconds(1);

  private final Admin admin;
  private final int answerMillis;

  /**
   * Closes the client with itself.
   *
   * @param answer timeout of the check whether the cluster is reachable
   */
  TopicCluster(Admin admin, Duration answer) {
    this.admin = admin;
    this.answerMillis = Math.toIntExact(answer.toMillis());
  }

  /** Returns when the cluster has answered. */
  void ask() throws ExecutionException, InterruptedException {
    var unused =
        admin
            .describeCluster(new DescribeClusterOptions().timeoutMs(answerMillis))
            .clusterId()
            .get();
  }

  /** All topics of such names; one that is deleted meanwhile is left out. */
  Map<String, TopicDescription> describe(Predicate<String> watched)
      throws ExecutionException, InterruptedException {
    List<String> names =
        admin.listTopics(new ListTopicsOptions().timeoutMs(answerMillis)).names().get().stream()
            .filter(watched)
            .toList();
    Map<String, TopicDescription> found = new HashMap<>();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> entry :
        admin.describeTopics(names).topicNameValues().entrySet()) {
      unlessGone(entry.getValue()).ifPresent(topic -> found.put(entry.getKey(), topic));
    }
    return found;
  }

  /**
   * Creates topics; one that exists by now is fine: replicas look at the same time.
   *
   * @return the reasons of those that the cluster refuses, by name
   */
  Map<String, String> create(Collection<TopicSpec> specs)
      throws ExecutionException, InterruptedException {
    Map<String, String> refused = new HashMap<>();
    List<NewTopic> topics = specs.stream().map(TopicCluster::newTopic).toList();
    for (Map.Entry<String, KafkaFuture<Void>> entry :
        admin.createTopics(topics).values().entrySet()) {
      try {
        entry.getValue().get();
      } catch (ExecutionException failure) {
        if (!(failure.getCause() instanceof TopicExistsException)) {
          refused.put(entry.getKey(), refusal(failure));
        }
      }
    }
    return refused;
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
      LOG.warnf(
          "not all partitions of new topics have a leader yet reason=%s",
          late.getCause().toString());
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

  /**
   * Sets what differs and adds partitions; never takes partitions away.
   *
   * @return why the cluster refuses it; empty when it is done
   */
  Optional<String> repair(TopicDrift drift) throws ExecutionException, InterruptedException {
    try {
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
      return Optional.empty();
    } catch (ExecutionException failure) {
      return Optional.of(refusal(failure));
    }
  }

  @Override
  public void close() {
    admin.close(CLOSE);
  }

  /** What the cluster says of a change that it will not make, however often it is asked. */
  private static String refusal(ExecutionException failure) throws ExecutionException {
    if (failure.getCause() instanceof ApiException refused
        && !(refused instanceof RetriableException)) {
      return refused.toString();
    }
    throw failure;
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
