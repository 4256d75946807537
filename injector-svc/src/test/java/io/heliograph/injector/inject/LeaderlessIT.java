package io.heliograph.injector.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.local.LocalStack;
import io.heliograph.local.ServiceProcess;
import io.heliograph.testkit.EventJson;
import io.heliograph.testkit.HubClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * One partition has no leader, since its only broker is killed: all services are ready and work on
 * all others, also when they are started then; when the broker returns, its events come, and all
 * children that waited for it.
 */
@Tag("processes")
class LeaderlessIT {
  private static final String SOURCES =
      """
      sources:
        testing: {kafka: {numpartitions: 1}}
        incidents: {kafka: {numpartitions: 1}}
      """;

  /** So many that both partitions have some: that all fall into one is one case in 500,000. */
  private static final int EVENTS = 20;

  private static final HubClient CLIENT = new HubClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private final Map<String, String> published = new HashMap<>();
  private final Map<String, Boolean> aways = new HashMap<>();

  /** That are to come when their partitions have leaders. */
  private final Set<String> children = new HashSet<>();

  private final Set<String> got = new HashSet<>();
  private String reader = "reader";

  @Test
  void shouldWorkOnAllOthersWhileAPartitionHasNoLeaderAndOnItWhenItHasOneAgain() throws Exception {
    Path sources = Files.writeString(folder.resolve("sources.yaml"), SOURCES);
    String same = "hub.sources.file=" + sources;
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka().redis());
        ServiceProcess hub = Hubs.dispatcher(stack, folder).with(same);
        ServiceProcess injector =
            Hubs.injector(stack, folder, 0).with(same).with("hub.copies.dispatcher=" + hub.url());
        ServiceProcess dashboard = dashboard(stack)) {
      hub.start().awaitReady();
      // All of their topics are made before there is a second broker, so none has its place there.
      injector.start();
      dashboard.start().awaitReady();
      injector.awaitReady();
      try (LocalStack second = SecondBroker.start(stack.kafka(), folder.resolve("second"))) {
        growTo(stack, SecondBroker.ID);
        publishToBoth(stack, hub);

        second.kafka().kill();
        awaitNoLeader(stack);
        assertWorksOnOthers(hub, injector, dashboard);

        hub.kill();
        injector.kill();
        hub.start().awaitReady();
        injector.start().awaitReady();
        // What the hub had of that partition in its memory is gone with it.
        reader = "later";
        got.clear();
        assertWorksOnOthers(hub, injector, dashboard);
        insertForAll(hub, injector);
        assertWorksOnOthers(hub, injector, dashboard);
        assertThat(got).doesNotContainAnyElementsOf(there(false));

        second.kafka().restart();
        eventually("what its partition has, see " + hub.log())
            .untilAsserted(() -> assertThat(fetch(hub)).containsAll(there(false)));
        eventually("the children that waited for it, see " + injector.log())
            .untilAsserted(() -> assertThat(fetch(hub)).containsAll(children));
        assertReady(hub, injector, dashboard);
      }
    }
  }

  private ServiceProcess dashboard(LocalStack stack) {
    return new ServiceProcess("dashboard", ServiceProcess.module("dashboard-svc"), folder)
        .with("kafka.bootstrap.servers=" + stack.kafka().bootstrap())
        .with("hub.redis.uri=" + stack.redis().uri());
  }

  private static ConditionFactory eventually(String what) {
    return await(what).atMost(Duration.ofSeconds(60)).ignoreExceptions();
  }

  private static Admin admin(LocalStack stack) {
    return Admin.create(Map.of("bootstrap.servers", (Object) stack.kafka().bootstrap()));
  }

  private static String topic(Admin admin) throws Exception {
    return admin.listTopics().names().get().stream()
        .filter(name -> name.endsWith("testing.binary.data"))
        .findFirst()
        .orElseThrow();
  }

  /** A second partition, of which that broker alone has a copy. */
  private static void growTo(LocalStack stack, int broker) throws Exception {
    try (Admin admin = admin(stack)) {
      eventually("the broker is one of the cluster")
          .until(() -> admin.describeCluster().nodes().get().size() == 2);
      NewPartitions grown = NewPartitions.increaseTo(2, List.of(List.of(broker)));
      admin.createPartitions(Map.of(topic(admin), grown)).all().get();
    }
  }

  private static void awaitNoLeader(LocalStack stack) throws Exception {
    try (Admin admin = admin(stack)) {
      String topic = topic(admin);
      eventually("its partition has no leader")
          .until(
              () ->
                  admin
                          .describeTopics(List.of(topic))
                          .allTopicNames()
                          .get()
                          .get(topic)
                          .partitions()
                          .get(1)
                          .leader()
                      == null);
    }
  }

  /** Events of both partitions, acknowledged and not fetched by anybody. */
  private void publishToBoth(LocalStack stack, ServiceProcess hub) throws Exception {
    eventually("a partition that the publisher knows")
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              for (int i = 0; i < EVENTS; i++) {
                String sha256 = EventJson.sha256();
                published.put(sha256, EventJson.binary(sha256));
              }
              CLIENT.publish(hub.url(), "binary", List.copyOf(published.values()));
              readPartitions(stack);
              assertThat(there(false)).hasSizeGreaterThan(2);
              assertThat(there(true)).hasSizeGreaterThan(2);
            });
  }

  /** Which event is where, read from Kafka past the hub. */
  private void readPartitions(LocalStack stack) throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", stack.kafka().bootstrap(), "isolation.level", "read_committed");
    try (Admin admin = admin(stack);
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      String topic = topic(admin);
      List<TopicPartition> both =
          List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
      consumer.assign(both);
      consumer.seekToBeginning(both);
      Map<TopicPartition, Long> ends = consumer.endOffsets(both);
      while (both.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          aways.put(sha256(JSON.readTree(record.value())), record.partition() == 1);
        }
      }
    }
  }

  /** What the event is about; the steps before it name other files. */
  private static String sha256(JsonNode event) {
    return event.at("/entity/sha256").textValue();
  }

  /** The events in the partition that stays, or in the one that goes. */
  private Set<String> there(boolean stays) {
    Set<String> found = new HashSet<>();
    aways.forEach(
        (event, away) -> {
          if (away != stays) {
            found.add(event);
          }
        });
    return found;
  }

  /** All that the plugin has got by now. */
  private Set<String> fetch(ServiceProcess hub) throws Exception {
    CLIENT.fetch(hub.url(), "passive", reader, 100).forEach(event -> got.add(sha256(event)));
    return got;
  }

  private void assertWorksOnOthers(
      ServiceProcess hub, ServiceProcess injector, ServiceProcess dashboard) throws Exception {
    int pointsBefore = points(dashboard);
    String known = there(true).iterator().next();
    String other = EventJson.sha256();
    String child = EventJson.sha256();
    // The same event has the same key, and so the same partition.
    CLIENT.publish(hub.url(), "binary", List.of(published.get(known)));
    CLIENT.publish(hub.url(), "binary", List.of(EventJson.binary(other, "incidents", "{}")));
    // A child goes to the topic of its parent, which is whole here.
    CLIENT.publish(hub.url(), "insert", List.of(EventJson.insert(other, child)));

    eventually("a new subscription, and one that knows more events, see " + hub.log())
        .untilAsserted(() -> assertThat(fetch(hub)).containsAll(there(true)));
    eventually("an event of another source, see " + hub.log())
        .untilAsserted(() -> assertThat(fetch(hub)).contains(other));
    eventually("its child, see " + injector.log())
        .untilAsserted(() -> assertThat(fetch(hub)).contains(child));
    eventually("the dashboard counts, see " + dashboard.log())
        .untilAsserted(() -> assertThat(points(dashboard)).isGreaterThan(pointsBefore));
    assertReady(hub, injector, dashboard);
  }

  /**
   * Inserts for all events of both partitions. Parents of the one that is away cannot be read; of
   * the children of the other about half belong to the one that is away. That none does is one case
   * in a thousand.
   */
  private void insertForAll(ServiceProcess hub, ServiceProcess injector) throws Exception {
    List<String> inserts = new ArrayList<>();
    for (String parent : aways.keySet()) {
      String child = EventJson.sha256();
      children.add(child);
      inserts.add(EventJson.insert(parent, child));
    }
    CLIENT.publish(hub.url(), "insert", inserts);
    eventually("a partition waits for the one that its children belong to, see " + injector.log())
        .until(() -> injector.managed("/metrics").body().contains("injector_partitions_held 1.0"));
  }

  private static int points(ServiceProcess dashboard) throws Exception {
    int points = 0;
    String table = dashboard.get("/api/v1/statistics/contributors").body();
    for (JsonNode row : JSON.readTree(table).path("rows")) {
      points += row.path("points").asInt();
    }
    return points;
  }

  private static void assertReady(ServiceProcess... services) throws Exception {
    for (ServiceProcess service : services) {
      assertThat(service.managed("/q/health/ready").statusCode())
          .as(service.managed("/q/health/ready").body())
          .isEqualTo(200);
    }
  }
}
