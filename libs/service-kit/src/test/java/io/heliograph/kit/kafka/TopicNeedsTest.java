package io.heliograph.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.event.TopicSpec;
import io.heliograph.kit.kafka.HubTopics.Manage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicNeedsTest {
  private static final TopicSpec A = new TopicSpec("a", 2, 1, Map.of("cleanup.policy", "compact"));
  private static final TopicSpec B = new TopicSpec("b", 1, 1, Map.of());

  private static TopicNeeds needs(Manage manage) {
    return new TopicNeeds(name -> true, List.of(A, B), Map.of("single", 1, "any", 0), manage, true);
  }

  private static TopicDescription topic(String name, Uuid id, int partitions) {
    List<Node> node = List.of(new Node(0, "host", 9092));
    return new TopicDescription(
        name,
        false,
        IntStream.range(0, partitions)
            .mapToObj(at -> new TopicPartitionInfo(at, node.getFirst(), node, node))
            .toList(),
        Set.of(),
        id);
  }

  private static Map<String, TopicDescription> found(Object... namesAndPartitions) {
    Map<String, TopicDescription> found = new HashMap<>();
    for (int at = 0; at < namesAndPartitions.length; at += 2) {
      String name = (String) namesAndPartitions[at];
      found.put(name, topic(name, new Uuid(1, 1), (int) namesAndPartitions[at + 1]));
    }
    return found;
  }

  @ParameterizedTest
  @EnumSource(Manage.class)
  void shouldCreateOwnTopicsThatAreMissingUnlessItMayNot(Manage manage) {
    assertThat(needs(manage).toCreate(Set.of("b")))
        .isEqualTo(manage == Manage.NONE ? List.of() : List.of(A));
  }

  @Test
  void shouldNameWhatIsMissingAndWhatIsNotAsItMust() {
    TopicNeeds needs = needs(Manage.CREATE);

    assertThat(needs.missing(Map.of())).containsExactly("a", "any", "b", "single");
    assertThat(needs.missing(found("a", 2, "b", 1, "any", 3, "single", 2)))
        .containsExactly("single with partitions=1, has 2");
    assertThat(needs.missing(found("a", 1, "b", 1, "any", 3, "single", 1))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Manage.class)
  void shouldRepairWhatCanBeRepairedWhenItMayUpdate(Manage manage) {
    Map<String, Config> configs =
        Map.of(
            "a", new Config(List.of(new ConfigEntry("cleanup.policy", "delete"))),
            "b", new Config(List.of()));
    TopicNeeds needs = needs(manage);

    List<TopicDrift> drifts = needs.drifts(found("a", 1, "b", 1), configs);

    assertThat(drifts).extracting(TopicDrift::topic).containsExactly("a");
    assertThat(needs.toRepair(drifts)).isEqualTo(manage == Manage.UPDATE ? drifts : List.of());
  }

  /** Kafka has no request for it: asking again at every look would tell of a repair each time. */
  @Test
  void shouldNotRepairWhenOnlyTheReplicationDiffers() {
    TopicDrift replicas = new TopicDrift("a", Map.of(), 0, true);

    assertThat(needs(Manage.UPDATE).toRepair(List.of(replicas))).isEmpty();
  }

  @Test
  void shouldKnowPartitionsThatAreNewSinceTheLastLook() {
    TopicNeeds needs = needs(Manage.CREATE);
    TopicPartition first = new TopicPartition("a", 0);
    TopicPartition second = new TopicPartition("a", 1);

    assertThat(needs.added(Map.of(), found("a", 2, "any", 1))).containsExactly(first, second);
    assertThat(needs.added(found("a", 1), found("a", 2))).containsExactly(second);
    assertThat(needs.added(found("a", 2), found("a", 2))).isEmpty();
    assertThat(needs.added(found("a", 2), Map.of("a", topic("a", new Uuid(2, 2), 2))))
        .as("a topic of that name that was created again")
        .containsExactly(first, second);
  }
}
