package io.heliograph.dispatcher.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.event.TopicSpec;
import io.heliograph.local.LocalStack;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.junit.jupiter.api.Test;

/** What is asked of a real cluster about topics. */
class TopicUpdateIT {
  private final String prefix = "t" + UUID.randomUUID();
  private final TopicSpec found =
      new TopicSpec(prefix + ".a", 1, 1, Map.of("cleanup.policy", "delete", "retention.ms", "1"));
  private final TopicSpec wanted =
      new TopicSpec(prefix + ".a", 3, 1, Map.of("cleanup.policy", "compact", "retention.ms", "-1"));

  @Test
  void shouldRepairSettingsAndGrowPartitionsWhenATopicDrifted() throws Exception {
    try (TopicCluster cluster = cluster()) {
      cluster.create(List.of(found));
      cluster.create(List.of(found));
      await().until(() -> cluster.describe(prefix).size() == 1);

      cluster.repair(drift(cluster));

      await().untilAsserted(() -> assertThat(topic(cluster).partitions()).hasSize(3));
      await()
          .untilAsserted(
              () ->
                  assertThat(TopicDrift.between(wanted, topic(cluster), config(cluster)))
                      .isEmpty());
    }
  }

  @Test
  void shouldSeeOnlyTopicsOfItsPrefixWhenTheClusterHasOthers() throws Exception {
    try (TopicCluster cluster = cluster()) {
      cluster.create(List.of(found, new TopicSpec("other-" + prefix, 1, 1, Map.of())));

      await().untilAsserted(() -> assertThat(cluster.describe("other-" + prefix)).hasSize(1));
      await()
          .untilAsserted(
              () -> assertThat(cluster.describe(prefix)).containsOnlyKeys(prefix + ".a"));
    }
  }

  private TopicDrift drift(TopicCluster cluster) throws Exception {
    return TopicDrift.between(wanted, topic(cluster), config(cluster)).orElseThrow();
  }

  private TopicDescription topic(TopicCluster cluster) throws Exception {
    return cluster.describe(prefix).get(wanted.name());
  }

  private Config config(TopicCluster cluster) throws Exception {
    return cluster.configs(List.of(wanted.name())).get(wanted.name());
  }

  private static TopicCluster cluster() {
    return new TopicCluster(
        Admin.create(Map.of("bootstrap.servers", LocalStack.shared().kafka().bootstrap())));
  }
}
