package io.heliograph.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.event.TopicSpec;
import io.heliograph.kit.kafka.HubTopics.Manage;
import io.heliograph.kit.thread.SupervisedThreads;
import io.heliograph.local.LocalStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Topics of a real cluster, as several services keep them. */
class TopicManagerIT {
  /** Started before any manager looks. */
  private static final Map<String, Object> CLUSTER =
      Map.of("bootstrap.servers", LocalStack.shared().kafka().bootstrap());

  private static final Duration SOON = Duration.ofMillis(50);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final String prefix = "t" + UUID.randomUUID() + ".";
  private final TopicSpec drifted =
      new TopicSpec(prefix + "a", 1, 1, Map.of("cleanup.policy", "delete", "retention.ms", "1"));
  private final TopicSpec wanted =
      new TopicSpec(prefix + "a", 3, 1, Map.of("cleanup.policy", "compact", "retention.ms", "-1"));
  private final TopicSpec refused =
      new TopicSpec(prefix + "refused", 1, 1, Map.of("cleanup.policy", "unheard-of"));

  private final SupervisedThreads threads = new SupervisedThreads();
  private final List<TopicManager> managers = new ArrayList<>();

  @AfterEach
  void stop() {
    managers.forEach(TopicManager::requestStop);
    await().until(() -> threads.runningCount() == 0);
  }

  private TopicManager start(Manage manage, Map<String, Integer> others, TopicSpec... own) {
    TopicManager manager =
        new TopicManager(
            "topics-" + managers.size(),
            TopicManagerIT::admin,
            new TopicNeeds(name -> name.startsWith(prefix), List.of(own), others, manage, true),
            new TopicPace(SOON, SOON, SOON, ANSWER),
            found -> {});
    managers.add(manager);
    manager.start(threads);
    return manager;
  }

  @Test
  void shouldCreateTopicsAsDeclaredWhenTwoReplicasStartAtOnce() throws Exception {
    TopicManager one = start(Manage.CREATE, Map.of(), wanted);
    TopicManager other = start(Manage.CREATE, Map.of(), wanted);

    await().until(() -> one.complete() && other.complete());
    assertThat(threads.restarts("topics-0") + threads.restarts("topics-1")).isZero();
    assertThat(other.found()).containsOnlyKeys(wanted.name());
    assertThat(drift()).isZero();
  }

  @Test
  void shouldChangeNothingAndBecomeCompleteWhenOthersCreateTheTopics() throws Exception {
    TopicManager manager = start(Manage.NONE, Map.of(prefix + "other", 1), wanted);
    await().until(manager::answers);
    assertThat(manager.missing()).containsExactly(wanted.name(), prefix + "other");

    create(drifted, new TopicSpec(prefix + "other", 1, 1, Map.of()));

    await().until(manager::complete);
    await().untilAsserted(() -> assertThat(manager.drifting()).isEqualTo(1));
    assertThat(manager.found().get(wanted.name()).partitions()).hasSize(1);
  }

  @Test
  void shouldReportDriftAndChangeNothingWhenItMayOnlyCreate() throws Exception {
    create(drifted);

    TopicManager manager = start(Manage.CREATE, Map.of(), wanted);

    await().until(manager::complete);
    assertThat(manager.drifting()).isEqualTo(1);
    assertThat(drift()).isEqualTo(1);
  }

  @Test
  void shouldRepairSettingsAndGrowPartitionsWhenItMayUpdate() throws Exception {
    create(drifted);

    TopicManager manager = start(Manage.UPDATE, Map.of(), wanted);

    await().until(() -> partitionsOf(manager) == 3);
    assertThat(manager.drifting()).isZero();
    await().untilAsserted(() -> assertThat(drift()).isZero());
  }

  @Test
  void shouldHoldUpNothingElseWhenTheClusterRefusesATopic() {
    TopicManager manager = start(Manage.CREATE, Map.of(), wanted, refused);

    await().untilAsserted(() -> assertThat(manager.found()).containsOnlyKeys(wanted.name()));
    assertThat(manager.missing()).containsExactly(refused.name());
    assertThat(manager.answers()).isTrue();
    assertThat(threads.restarts("topics-0")).isZero();
  }

  @Test
  void shouldHoldUpNothingElseWhenTheClusterRefusesARepair() throws Exception {
    create(drifted, new TopicSpec(refused.name(), 1, 1, Map.of()));

    TopicManager manager = start(Manage.UPDATE, Map.of(), refused, wanted);

    await().until(() -> partitionsOf(manager) == 3);
    assertThat(manager.drifting()).isEqualTo(1);
    assertThat(manager.complete()).isTrue();
  }

  @Test
  void shouldCreateATopicAgainWhenItIsDeleted() throws Exception {
    TopicManager manager = start(Manage.CREATE, Map.of(), wanted);
    await().until(manager::complete);
    var before = manager.found().get(wanted.name()).topicId();

    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(wanted.name())).all().get();
    }

    await()
        .untilAsserted(
            () ->
                assertThat(manager.found())
                    .hasEntrySatisfying(
                        wanted.name(), topic -> assertThat(topic.topicId()).isNotEqualTo(before)));
  }

  private int partitionsOf(TopicManager manager) {
    TopicDescription topic = manager.found().get(wanted.name());
    return topic == null ? 0 : topic.partitions().size();
  }

  /** How many of the differences to the declaration the cluster has now. */
  private int drift() throws ExecutionException, InterruptedException {
    try (TopicCluster cluster = new TopicCluster(admin(), ANSWER)) {
      var found = cluster.describe(wanted.name()::equals);
      return TopicDrift.between(
              wanted, found.get(wanted.name()), cluster.configs(found.keySet()).get(wanted.name()))
          .map(drift -> 1)
          .orElse(0);
    }
  }

  private static void create(TopicSpec... specs) throws Exception {
    try (Admin admin = admin()) {
      admin
          .createTopics(
              List.of(specs).stream()
                  .map(
                      spec ->
                          new NewTopic(spec.name(), spec.partitions(), (short) 1)
                              .configs(spec.config()))
                  .toList())
          .all()
          .get();
    }
  }

  private static Admin admin() {
    return Admin.create(CLUSTER);
  }
}
