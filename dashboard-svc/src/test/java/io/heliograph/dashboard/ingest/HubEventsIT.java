package io.heliograph.dashboard.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.dashboard.DashboardProcess;
import io.heliograph.dashboard.Feed;
import io.heliograph.local.LocalStack;
import io.heliograph.testkit.TestTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events on the hub's own topics, from Kafka to the tables of the API. */
@Tag("processes")
class HubEventsIT {
  private static final String FILE =
      """
      {"author": {"name": "%s", "category": "%s"}, "action": "%s", "source": {"name": "samples", "references": {%s}},
       "entity": {"sha256": "ab12", "file_format": "archive/zip",
        "features": [{"name": "ip", "type": "string", "value": "198.51.100.7"}]}}""";

  @TempDir Path folder;

  @Test
  void shouldCountOriginsPluginsAndPlacesOnceWhenEventsComeAndTheServiceIsKilled()
      throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka().redis());
        DashboardProcess service = new DashboardProcess(stack, folder).start();
        KafkaProducer<String, byte[]> producer = producer(stack)) {
      service.awaitReady();
      makeTopics(stack);
      send(producer, "samples.binary.data", FILE.formatted("me", "person", "sourced", ""));
      send(
          producer,
          "feed.binary.data",
          FILE.formatted("me", "person", "sourced", "\"org\": \"ACME\""));
      send(producer, "samples.binary", FILE.formatted("Entropy", "plugin", "enriched", ""));
      send(producer, "azul.plugin", "{\"author\": {\"name\": \"Entropy\"}, \"entity\": {}}");
      send(producer, "azul.plugin", "{\"author\": {\"name\": \"Entropy\"}, \"entity\": {}}");
      send(
          producer,
          "azul.status",
          "{\"author\": {\"name\": \"E\"}, \"entity\": {\"status\": \"completed\"}}");

      awaitPoints(service, Map.of("samples", 1, "ACME", 1, "Entropy", 1));
      service.kill();
      service.start().awaitReady();
      send(producer, "samples.binary", FILE.formatted("Entropy", "plugin", "enriched", ""));

      awaitPoints(service, Map.of("samples", 1, "ACME", 1, "Entropy", 2));
      assertThat(rows(service, "countries").get(0).get("count").asInt()).isEqualTo(4);
      assertThat(rows(service, "users").get(0).get("logins").asInt()).isEqualTo(1);
      assertThat(rows(service, "trendings/categories").toString()).contains("status completed");
      assertThat(rows(service, "log").toString()).contains("\"org\":\"ACME\"", "archive/zip");
    }
  }

  /** After the service has started: a source may be new. */
  private static void makeTopics(LocalStack stack) throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", (Object) stack.kafka().bootstrap()))) {
      TestTopics.create(
          admin,
          Stream.of(
                  "samples.binary",
                  "samples.binary.data",
                  "feed.binary.data",
                  "azul.plugin",
                  "azul.status")
              .map(name -> new NewTopic(name, 1, (short) 1))
              .toList());
    }
  }

  private static void awaitPoints(DashboardProcess service, Map<String, Integer> expected) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              Map<String, Integer> points = new TreeMap<>();
              rows(service, "contributors")
                  .forEach(row -> points.put(row.get("org").asText(), row.get("points").asInt()));
              assertThat(points).isEqualTo(new TreeMap<>(expected));
            });
  }

  private static JsonNode rows(DashboardProcess service, String table) throws Exception {
    return Feed.JSON.readTree(service.get("/api/v1/statistics/" + table).body()).get("rows");
  }

  private static void send(KafkaProducer<String, byte[]> producer, String topic, String event)
      throws Exception {
    var unused = producer.send(new ProducerRecord<>(topic, event.getBytes(UTF_8))).get();
  }

  private static KafkaProducer<String, byte[]> producer(LocalStack stack) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", stack.kafka().bootstrap()),
        new StringSerializer(),
        new ByteArraySerializer());
  }
}
