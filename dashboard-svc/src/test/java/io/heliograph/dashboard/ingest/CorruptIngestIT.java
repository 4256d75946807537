package io.heliograph.dashboard.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.dashboard.DashboardProcess;
import io.heliograph.dashboard.Feed;
import io.heliograph.local.LocalStack;
import io.heliograph.testkit.SegmentFile;
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
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A byte of a broker's file is another one: its batch is not counted, and everything else is. */
@Tag("processes")
class CorruptIngestIT {
  private static final String BROKEN = "samples.binary.data";
  private static final String HEALED = "incidents.binary.data";
  private static final String WELL = "feed.binary.data";
  private static final String FILE =
      """
      {"author": {"name": "me", "category": "person"}, "action": "sourced",
       "source": {"name": "samples", "references": {"org": "%s"}},
       "entity": {"sha256": "ab12", "features": []}}""";

  @TempDir Path folder;

  @Test
  void shouldCountAllButTheCorruptBatchAndNameIt() throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka().redis());
        KafkaProducer<String, byte[]> producer = producer(stack);
        DashboardProcess service =
            new DashboardProcess(stack, folder, "hub.ingest.corrupt-wait=20S")) {
      makeTopics(stack);
      // Each record is a batch.
      for (int at = 0; at < 4; at++) {
        send(producer, BROKEN, "broken" + at);
        send(producer, HEALED, "healed" + at);
      }
      send(producer, WELL, "well");
      SegmentFile.of(stack, BROKEN, 0).breakBatch(1);
      SegmentFile.of(stack, HEALED, 0).breakBatch(2);

      service.start().awaitReady();

      eventually(
          "others do not wait",
          () ->
              assertThat(points(service))
                  .containsOnlyKeys("broken0", "healed0", "healed1", "well"));
      eventually(
          "it is told",
          () ->
              assertThat(service.managed("/q/health/ready").body())
                  .contains(BROKEN + "-0 offset 1 is waited for")
                  .contains(HEALED + "-0 offset 2 is waited for"));
      SegmentFile.of(stack, HEALED, 0).healBatch(2);
      send(producer, WELL, "later");

      eventually(
          "it is passed over, alone",
          () ->
              assertThat(points(service))
                  .containsOnly(
                      Map.entry("broken0", 1),
                      Map.entry("broken2", 1),
                      Map.entry("broken3", 1),
                      Map.entry("healed0", 1),
                      Map.entry("healed1", 1),
                      Map.entry("healed2", 1),
                      Map.entry("healed3", 1),
                      Map.entry("well", 1),
                      Map.entry("later", 1)));
      assertThat(service.managed("/q/health/ready").body())
          .contains(BROKEN + "-0 offsets 1 to 1 were passed over")
          .doesNotContain(HEALED);
      assertThat(service.managed("/metrics").body())
          .contains("heliograph_ingest_skipped_offsets_total 1.0")
          .contains("heliograph_ingest_corrupt_batches 0.0")
          .contains("thread=\"statistics-counter\"")
          .doesNotContainPattern("thread=\"statistics-counter\"} [1-9]");
    }
  }

  private static void eventually(String what, ThrowingRunnable check) {
    Awaitility.await(what).atMost(Duration.ofSeconds(60)).untilAsserted(check);
  }

  private static Map<String, Integer> points(DashboardProcess service) throws Exception {
    JsonNode rows =
        Feed.JSON.readTree(service.get("/api/v1/statistics/contributors").body()).required("rows");
    Map<String, Integer> points = new TreeMap<>();
    rows.forEach(row -> points.put(row.get("org").asText(), row.get("points").asInt()));
    return points;
  }

  private static void makeTopics(LocalStack stack) throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", (Object) stack.kafka().bootstrap()))) {
      admin
          .createTopics(
              Stream.of(BROKEN, HEALED, WELL)
                  .map(name -> new NewTopic(name, 1, (short) 1))
                  .toList())
          .all()
          .get();
    }
  }

  private static void send(KafkaProducer<String, byte[]> producer, String topic, String org)
      throws Exception {
    var unused =
        producer.send(new ProducerRecord<>(topic, FILE.formatted(org).getBytes(UTF_8))).get();
  }

  private static KafkaProducer<String, byte[]> producer(LocalStack stack) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", stack.kafka().bootstrap()),
        new StringSerializer(),
        new ByteArraySerializer());
  }
}
