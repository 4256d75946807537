package io.heliograph.dispatcher.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.dispatcher.KafkaRecords;
import io.heliograph.local.LocalStack;
import io.heliograph.testkit.EventJson;
import io.heliograph.testkit.HubClient;
import io.heliograph.testkit.HubProcess;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A topic that was written in transactions and compacted has offsets that hold no record: markers,
 * aborted records, older records of a key. Reading its history must end exactly where live began.
 */
@Tag("processes")
class CompactedHistoryIT {
  private static final String SOURCE = "samples";
  private static final String TOPIC = SOURCE + ".binary.data";
  private static final int KEYS = 20;
  private static final int ROUNDS = 12;
  private static final String HISTORIC = "r-historic=1&r-source=" + SOURCE;
  private static final String GROUP = "reader-1-binary-" + SOURCE + "-alltype-HP-historic";

  @TempDir Path folder;
  private final HubClient client = new HubClient();
  private String bootstrap = "";

  @Test
  void shouldEndWithNothingLeftWhenTheTopicIsTransactionalAndCompacted() throws Exception {
    try (LocalStack stack =
            LocalStack.start(LocalStack.options().kafka(Map.of("log.cleaner.backoff.ms", "500")));
        HubProcess hub =
            new HubProcess(stack.kafka().bootstrap(), 0, folder, "hub.dispatcher.tail-records=10")
                .start();
        Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafka().bootstrap()))) {
      bootstrap = stack.kafka().bootstrap();
      hub.awaitReady();
      String event = EventJson.binary(EventJson.sha256(), SOURCE, "{}");
      client.publish(hub.url(), "binary", List.of(event));
      hub.killWhenStored();
      compact(admin, "0.001");
      writeInTransactions(KafkaRecords.from(bootstrap, TOPIC).getFirst());
      awaitGaps();
      compact(admin, "1.0");
      List<String> expected = new ArrayList<>();
      KafkaRecords.from(bootstrap, TOPIC).forEach(record -> expected.add(hashOf(record)));

      hub.start().awaitReady();
      List<String> read = new ArrayList<>();
      List<JsonNode> events;
      do {
        events = client.fetch(hub.url(), "passive", "reader", 7, HISTORIC);
        events.forEach(one -> read.add(HubClient.idOf(one)));
      } while (!events.isEmpty());

      assertThat(read).containsExactlyElementsOf(expected);
      long end = end(admin);
      Awaitility.await("nothing left of " + GROUP)
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(committed(admin)).isEqualTo(end));
    }
  }

  private static long committed(Admin admin) throws Exception {
    OffsetAndMetadata position =
        admin
            .listConsumerGroupOffsets(GROUP)
            .partitionsToOffsetAndMetadata()
            .get()
            .get(new TopicPartition(TOPIC, 0));
    return position == null ? -1 : position.offset();
  }

  /** Segments that close at once, and a cleaner that finds them dirty from that ratio on. */
  private static void compact(Admin admin, String dirtyRatio) throws Exception {
    List<AlterConfigOp> changes = new ArrayList<>();
    Map.of(
            "cleanup.policy", "compact",
            "min.cleanable.dirty.ratio", dirtyRatio,
            "segment.bytes", "1048576",
            "segment.ms", "100",
            "delete.retention.ms", "0")
        .forEach(
            (key, value) ->
                changes.add(
                    new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET)));
    admin
        .incrementalAlterConfigs(
            Map.of(new ConfigResource(ConfigResource.Type.TOPIC, TOPIC), changes))
        .all()
        .get();
  }

  /** The same keys again and again, every third transaction aborted; a marker ends the log. */
  private void writeInTransactions(ConsumerRecord<String, byte[]> sample) throws Exception {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "compacted");
    String former = hashOf(sample);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      for (int round = 0; round < ROUNDS; round++) {
        producer.beginTransaction();
        for (int key = 0; key < KEYS; key++) {
          String hash = EventJson.sha256();
          String text = new String(sample.value(), UTF_8).replace(former, hash);
          var unused =
              producer.send(
                  new ProducerRecord<>(
                      TOPIC, 0, "key" + key, text.getBytes(UTF_8), sample.headers()));
        }
        if (round % 3 == 1) {
          producer.flush();
          producer.abortTransaction();
        } else {
          producer.commitTransaction();
        }
        // A segment closes with the first record after its time.
        Thread.sleep(150);
      }
    }
  }

  private void awaitGaps() {
    Awaitility.await("the cleaner")
        .atMost(Duration.ofSeconds(60))
        .until(() -> KafkaRecords.from(bootstrap, TOPIC).size() < 3 * KEYS);
  }

  private static long end(Admin admin) throws Exception {
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    return admin
        .listOffsets(Map.of(partition, OffsetSpec.latest()))
        .partitionResult(partition)
        .get()
        .offset();
  }

  private static String hashOf(ConsumerRecord<String, byte[]> record) {
    return JsonPath.from(new String(record.value(), UTF_8)).getString("entity.sha256");
  }
}
