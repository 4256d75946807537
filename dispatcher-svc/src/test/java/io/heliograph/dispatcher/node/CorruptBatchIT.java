package io.heliograph.dispatcher.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.dispatcher.KafkaRecords;
import io.heliograph.local.LocalStack;
import io.heliograph.testkit.HubClient;
import io.heliograph.testkit.HubProcess;
import io.heliograph.testkit.SegmentFile;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A byte of a broker's file is another one: the batch that it is in cannot be read any more, and
 * everything else can.
 */
@Tag("processes")
class CorruptBatchIT {
  private static final String TOPIC = "samples.binary.data";

  private static final String HISTORIC = "r-historic=1&r-live=1";

  @TempDir Path folder;
  private final HubClient client = new HubClient();

  @Test
  void shouldPassOverTheBatchAloneAndNameItWhileAllElseIsHandedOut() throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka());
        HubProcess hub =
            new HubProcess(stack.kafka().bootstrap(), 0, folder, "hub.log.corrupt-wait=6S")) {
      hub.start().awaitReady();
      Set<String> all = new TreeSet<>();
      all.addAll(client.publishFiles(hub.url(), "samples", 7));
      all.addAll(client.publishFiles(hub.url(), "samples", 11));
      all.addAll(client.publishFiles(hub.url(), "samples", 5));
      Set<String> elsewhere = client.publishFiles(hub.url(), "incidents", 3);
      all.addAll(elsewhere);
      assertThat(read(hub, "control", all.size())).as("control: all is there").isEqualTo(all);
      NavigableMap<Long, String> ids = new TreeMap<>();
      KafkaRecords.from(stack.kafka().bootstrap(), TOPIC)
          .forEach(
              record ->
                  ids.put(
                      record.offset(),
                      JsonPath.from(new String(record.value(), UTF_8)).getString("entity.sha256")));
      hub.killWhenStored();
      SegmentFile.Batch broken = SegmentFile.of(stack, TOPIC, 0).breakBatch(2);

      hub.start().awaitReady();
      Set<String> others = new TreeSet<>(ids.headMap(broken.first()).values());
      others.addAll(elsewhere);
      Set<String> soon = read(hub, "reader", others.size());
      assertThat(soon).as("others do not wait").isEqualTo(others);
      Awaitility.await("it is told, and the hub is ready")
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(hub.ready())
                      .contains(
                          "\"degraded\": \"corrupt batches in Kafka: " + TOPIC + "-0 offset"));
      assertThat(hub.readiness()).isEqualTo(200);
      Set<String> live = client.publishFiles(hub.url(), "samples", 4);
      Set<String> behind = new TreeSet<>(ids.tailMap(broken.last(), false).values());
      behind.addAll(live);
      assertThat(read(hub, "reader", behind.size())).isEqualTo(behind);

      // What is new is handed out at once; the batch is passed over when it was waited for.
      Awaitility.await("it is passed over")
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(hub.ready())
                      .contains(
                          "%s-0 offsets %d to %d were passed over"
                              .formatted(TOPIC, broken.first(), broken.last())));
      assertThat(hub.metrics("hub_log_skipped_offsets_total"))
          .contains("hub_log_skipped_offsets_total " + (broken.last() - broken.first() + 1) + ".0");
      assertThat(hub.metrics("heliograph_thread_restarts_total"))
          .contains("thread=\"log-reader\"")
          .doesNotContainPattern("thread=\"(log-reader|catch-up-.)\"} [1-9]");
    }
  }

  private Set<String> read(HubProcess hub, String name, int count) {
    Set<String> ids = new TreeSet<>();
    Awaitility.await(name)
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              for (JsonNode event :
                  client.tryFetch(hub.url(), "passive", name, 100, HISTORIC).events()) {
                ids.add(HubClient.idOf(event));
              }
              return ids.size() >= count;
            });
    return ids;
  }
}
