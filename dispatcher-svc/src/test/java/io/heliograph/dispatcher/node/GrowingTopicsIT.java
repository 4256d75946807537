package io.heliograph.dispatcher.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.dispatcher.KafkaRecords;
import io.heliograph.local.LocalStack;
import io.heliograph.testkit.EventJson;
import io.heliograph.testkit.HubClient;
import io.heliograph.testkit.HubProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A subscription begins where the topics ended at its first fetch; what did not exist then begins
 * at its first offset. So the very first event of a new topic or partition arrives, even one that
 * was written before the hub noticed.
 */
@Tag("processes")
class GrowingTopicsIT {
  private static final String SOURCES = "sources:\n  testing: {}\n";
  private static final String MORE_SOURCES = SOURCES + "  later: {}\n";
  private static final String LIVE = "r-live=true";
  private static final String TOPIC = "testing.binary.data";

  @TempDir Path folder;
  private final HubClient client = new HubClient();

  @Test
  void shouldDeliverTheFirstEventWhenATopicOrPartitionIsNew() throws Exception {
    Path sources = Files.writeString(folder.resolve("sources.yaml"), SOURCES);
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka());
        HubProcess hub =
            new HubProcess(stack.kafka().bootstrap(), 0, folder, "hub.sources.file=" + sources)
                .start()) {
      hub.awaitReady();
      publish(hub, "testing");
      for (String kind : List.of("active", "passive")) {
        assertThat(client.fetch(hub.url(), kind, kind, 10, LIVE)).isEmpty();
      }

      addPartitions(stack, 3);
      String inNewPartition = copyTo(stack, 2);
      awaitOnly(hub, inNewPartition);

      hub.killWhenStored();
      Files.writeString(sources, MORE_SOURCES);
      hub.start().awaitReady();
      awaitOnly(hub, publish(hub, "later"));
    }
  }

  private String publish(HubProcess hub, String source) throws InterruptedException {
    String id = EventJson.sha256();
    String event = EventJson.binary(id, source, "{}");
    client.publish(hub.url(), "binary", List.of(event));
    return id;
  }

  private void awaitOnly(HubProcess hub, String id) {
    for (String kind : List.of("active", "passive")) {
      List<String> came = new CopyOnWriteArrayList<>();
      Awaitility.await(kind + ": the first event")
          .atMost(Duration.ofSeconds(40))
          .until(
              () -> {
                List<JsonNode> events = client.tryFetch(hub.url(), kind, kind, 10, LIVE).events();
                events.forEach(event -> came.add(HubClient.idOf(event)));
                List<String> statuses = new ArrayList<>();
                if (kind.equals("active")) {
                  events.forEach(task -> statuses.add(HubClient.completed(task, kind)));
                }
                assertThat(statuses.isEmpty() || client.tryPublish(hub.url(), "status", statuses))
                    .isTrue();
                return !came.isEmpty();
              });
      assertThat(came).as(kind).containsExactly(id);
    }
  }

  private static void addPartitions(LocalStack stack, int count) throws Exception {
    Map<String, Object> settings =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafka().bootstrap());
    try (Admin admin = Admin.create(settings)) {
      int had =
          admin
              .describeTopics(List.of(TOPIC))
              .topicNameValues()
              .get(TOPIC)
              .get()
              .partitions()
              .size();
      assertThat(had).isLessThan(count);
      admin.createPartitions(Map.of(TOPIC, NewPartitions.increaseTo(count))).all().get();
    }
  }

  /** Writes a copy of the topic's first event with a new id, past the hub, to that partition. */
  private static String copyTo(LocalStack stack, int partition) throws Exception {
    ConsumerRecord<String, byte[]> first =
        KafkaRecords.from(stack.kafka().bootstrap(), TOPIC).getFirst();
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", stack.kafka().bootstrap());
    String id = EventJson.sha256();
    JsonNode old = new ObjectMapper().readTree(first.value());
    String former = old.path("entity").path("sha256").asText();
    String text = new String(first.value(), UTF_8);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  TOPIC,
                  partition,
                  first.key(),
                  text.replace(former, id).getBytes(UTF_8),
                  first.headers()))
          .get();
    }
    return id;
  }
}
