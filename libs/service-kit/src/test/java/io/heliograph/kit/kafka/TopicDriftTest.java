package io.heliograph.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.event.TopicSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.Test;

class TopicDriftTest {
  private static final TopicSpec WANTED =
      new TopicSpec("testing.binary", 2, 1, Map.of("cleanup.policy", "compact"));

  @Test
  void shouldFindNothingWhenTheTopicIsAsWanted() {
    assertThat(TopicDrift.between(WANTED, topic(2, 1), config("compact"))).isEmpty();
  }

  @Test
  void shouldFindNothingWhenThereAreMorePartitionsThanWanted() {
    assertThat(TopicDrift.between(WANTED, topic(3, 1), config("compact"))).isEmpty();
  }

  @Test
  void shouldNameWhatDiffersWhenTheTopicIsNotAsWanted() {
    assertThat(TopicDrift.between(WANTED, topic(1, 3), config("delete")))
        .hasValueSatisfying(
            drift ->
                assertThat(drift.describe())
                    .isEqualTo(
                        "topic=testing.binary wantedConfig={cleanup.policy=compact}"
                            + " wantedPartitions=2 replicationFactorDiffers"));
  }

  private static TopicDescription topic(int partitions, int replicas) {
    List<Node> nodes =
        IntStream.range(0, replicas).mapToObj(id -> new Node(id, "host", 9092)).toList();
    return new TopicDescription(
        "testing.binary",
        false,
        IntStream.range(0, partitions)
            .mapToObj(id -> new TopicPartitionInfo(id, nodes.getFirst(), nodes, nodes))
            .toList());
  }

  private static Config config(String cleanupPolicy) {
    return new Config(List.of(new ConfigEntry("cleanup.policy", cleanupPolicy)));
  }
}
