package io.heliograph.injector.inject;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.event.Model;
import io.heliograph.local.LocalStack;
import io.heliograph.local.ServiceProcess;
import io.heliograph.testkit.EventJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas share the partitions; one that works is killed; a topic of a new source appears. */
@Tag("processes")
class ReplicasIT {
  private static final String SOURCES =
      "sources: {testing: {expire_events_after: 7 days, kafka: {numpartitions: 4}},"
          + " incidents: {expire_events_after: 7 days, kafka: {numpartitions: 2}}}";
  private static final String MORE =
      SOURCES.replaceFirst(
          "}$", ", reporting: {expire_events_after: 7 days, kafka: {numpartitions: 2}}}");
  private static final int EVENTS = 300;

  @TempDir private Path folder;

  @Test
  void shouldInjectEachPairOnceWhenReplicasComeAndGoAndASourceIsNew() throws Exception {
    Path sources = Files.writeString(folder.resolve("sources.yaml"), SOURCES);
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka());
        Publisher publisher = new Publisher(stack.kafka().bootstrap(), SOURCES).makeTopics();
        Publisher later = new Publisher(stack.kafka().bootstrap(), MORE);
        ChildReader reader = new ChildReader(stack.kafka().bootstrap(), ".binary.data");
        ServiceProcess one = Hubs.injector(stack, folder, 0).with("hub.sources.file=" + sources);
        ServiceProcess other =
            Hubs.injector(stack, folder, 1).with("hub.sources.file=" + sources)) {
      one.start().awaitReady();
      other.start().awaitReady();
      awaitTopicsAreSpread(stack.kafka().bootstrap());
      String parent = EventJson.sha256();
      String child = EventJson.sha256();
      publisher.send(Model.INSERT, EventJson.insert(parent, child)).get();
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = 0; i < EVENTS; i++) {
        // Another path each time, so that the keys spread over the partitions.
        List<String> path = List.of(EventJson.sha256(), parent);
        sent.add(
            publisher.send(
                Model.BINARY, EventJson.binary("sourced", "testing", parent, path, "{}")));
        if (i == EVENTS / 2) {
          Awaitility.await("both make children")
              .atMost(Duration.ofSeconds(30))
              .until(() -> children(one) > 0 && children(other) > 0);
          one.kill();
          Files.writeString(sources, MORE);
          later.makeMissingTopics();
        }
        TimeUnit.MILLISECONDS.sleep(5);
      }
      for (int i = 0; i < 20; i++) {
        List<String> path = List.of(EventJson.sha256(), parent);
        sent.add(
            later.send(Model.BINARY, EventJson.binary("sourced", "reporting", parent, path, "{}")));
      }
      Set<String> expected = new HashSet<>();
      for (Future<RecordMetadata> event : sent) {
        expected.add(Md5.hex(parent + '.' + child + ".manual") + "@" + Publisher.place(event));
      }

      Awaitility.await("all children, see " + one.log() + " and " + other.log())
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(
              () ->
                  assertThat(reader.all())
                      .extracting(ChildReader.Child::pair)
                      .containsExactlyInAnyOrderElementsOf(expected));
    }
  }

  /** Both have their share of every topic, whoever was there first. */
  private static void awaitTopicsAreSpread(String bootstrap) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      Awaitility.await("both replicas have their share of every topic")
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                List<Map<String, Long>> shares = shares(admin);
                assertThat(shares).hasSize(2);
                // The cooperative sticky assignor gives three of four and none of two.
                assertThat(shares)
                    .allSatisfy(share -> assertThat(share).containsEntry("testing.binary.data", 2L))
                    .allSatisfy(
                        share -> assertThat(share).containsEntry("incidents.binary.data", 1L));
              });
    }
  }

  /** How many partitions of each topic each replica has. */
  private static List<Map<String, Long>> shares(Admin admin) throws Exception {
    return admin
        .describeConsumerGroups(List.of("hub-injector"))
        .describedGroups()
        .get("hub-injector")
        .get()
        .members()
        .stream()
        .map(
            member ->
                member.assignment().topicPartitions().stream()
                    .collect(Collectors.groupingBy(TopicPartition::topic, Collectors.counting())))
        .toList();
  }

  private static long children(ServiceProcess injector) throws Exception {
    return injector
        .managed("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("injector_children_total"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
