package io.heliograph.migration;

import io.heliograph.kit.kafka.KafkaClients;
import io.heliograph.migration.MigrationException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks a cluster that is migrated from; nothing is ever written to it, not even a group's offset.
 * Blocks; used by one thread.
 */
final class SourceCluster implements AutoCloseable {
  /** A far cluster may take longer for records than for an answer; Kafka's own default. */
  private static final String FETCH_MILLIS_MAX = "30000";

  private final Admin admin;
  private final long timeoutMillis;

  /** What one offset of a partition is asked for. */
  record Span(long begin, long end) {}

  /**
   * @throws MigrationException when an address is not allowed, named or advertised; when no
   *     broker's name resolves; when none answers
   */
  SourceCluster(MigrationOptions options, String from) {
    AllowedSources allowed = new AllowedSources(options.sourcesAllowed());
    String bootstrap = String.join(",", allowed.require(from));
    timeoutMillis = options.requestTimeout().toMillis();
    KafkaClients clients = clients(options, bootstrap);
    try {
      Map<String, Object> properties =
          clients.adminProperties("hub-migration-admin", options.requestTimeout());
      allowed.requireAdvertised(new SourceProbe(properties, (int) timeoutMillis).brokers());
      admin = clients.admin("hub-migration-admin", options.requestTimeout());
    } catch (org.apache.kafka.common.errors.TimeoutException late) {
      throw away("does not answer");
    } catch (KafkaException unresolved) {
      throw new MigrationException(Reason.INVALID, "from: no broker reachable at " + bootstrap);
    }
  }

  private static KafkaClients clients(MigrationOptions options, String bootstrap) {
    Map<String, Object> base = new HashMap<>(options.source());
    base.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    return new KafkaClients(base);
  }

  /** A consumer of committed records that belongs to no group and starts where it is told to. */
  static KafkaConsumer<byte[], byte[]> consumer(MigrationOptions options, String bootstrap) {
    return clients(options, bootstrap)
        .consumer(
            "hub-migration",
            options.requestTimeout(),
            Map.of(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                options.batchRecordsMax(),
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                options.fetchBytesMax(),
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                options
                    .source()
                    .getOrDefault(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, FETCH_MILLIS_MAX)));
  }

  String id() {
    return get(admin.describeCluster().clusterId());
  }

  Set<String> names() {
    return get(admin.listTopics().names());
  }

  /** The topics of these names that are there. */
  Map<String, TopicDescription> describe(Collection<String> names) {
    Map<String, TopicDescription> found = new HashMap<>();
    admin
        .describeTopics(names)
        .topicNameValues()
        .forEach(
            (name, answer) -> {
              try {
                found.put(name, get(answer));
              } catch (GoneException gone) {
                // Left out.
              }
            });
    return found;
  }

  /** First and committed end offset of partitions. */
  Map<TopicPartition, Span> spans(Collection<TopicPartition> partitions) {
    ListOffsetsOptions committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    Map<TopicPartition, OffsetSpec> first = new HashMap<>();
    Map<TopicPartition, OffsetSpec> last = new HashMap<>();
    partitions.forEach(name -> first.put(name, OffsetSpec.earliest()));
    partitions.forEach(name -> last.put(name, OffsetSpec.latest()));
    var begins = get(admin.listOffsets(first, committed).all());
    var ends = get(admin.listOffsets(last, committed).all());
    Map<TopicPartition, Span> spans = new HashMap<>();
    begins.forEach(
        (name, begin) -> {
          long end = Math.max(begin.offset(), ends.get(name).offset());
          spans.put(name, new Span(begin.offset(), end));
        });
    return spans;
  }

  /** All partitions of these topics. */
  static List<TopicPartition> partitions(Collection<TopicDescription> topics) {
    List<TopicPartition> partitions = new ArrayList<>();
    topics.forEach(
        topic ->
            topic
                .partitions()
                .forEach(one -> partitions.add(new TopicPartition(topic.name(), one.partition()))));
    return partitions;
  }

  private <T> T get(KafkaFuture<T> answer) {
    try {
      return answer.get(2 * timeoutMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw away("was not asked to the end");
    } catch (TimeoutException late) {
      throw away("does not answer");
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new GoneException();
      }
      throw away(
          failure.getCause() instanceof org.apache.kafka.common.errors.TimeoutException
              ? "does not answer"
              : "refuses: " + failure.getCause().getClass().getSimpleName());
    }
  }

  private static MigrationException away(String what) {
    return MigrationException.unavailable("the source cluster " + what);
  }

  /** A topic is not there any more. */
  static final class GoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GoneException() {
      super("a topic is gone", null, false, false);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
