package io.heliograph.dispatcher.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.dispatcher.KafkaRecords;
import io.heliograph.event.Model;
import io.heliograph.event.avro.AvroEvents;
import io.heliograph.local.LocalStack;
import io.heliograph.testkit.EventJson;
import io.heliograph.testkit.HubProcess;
import io.heliograph.testkit.SegmentFile;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a real cluster with Azul's topics into another one, by a packaged dispatcher. Each test has
 * a prefix of its own; the one that kills comes last.
 */
@Tag("processes")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MigrationIT {
  private static final long LONG_AGO = Instant.parse("2024-05-06T07:08:09Z").toEpochMilli();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Those whose records are counted are not compacted. */
  private static final String SOURCES =
      """
      sources:
        samples: {expire_events_after: 20 years, kafka: {numpartitions: 3}}
        virustotal: {}
        testing: {expire_events_after: 20 years}
        tasking: {}
        reporting: {}
      """;

  @TempDir private static Path folder;
  private static LocalStack theirs;
  private static LocalStack ours;
  private static HubProcess hub;
  private static MigrationClient client;
  private static String from;

  @BeforeAll
  static void start() throws Exception {
    theirs = LocalStack.start(LocalStack.options().kafka());
    ours = LocalStack.start(LocalStack.options().kafka());
    from = theirs.kafka().bootstrap();
    Path sources = Files.writeString(folder.resolve("sources.yaml"), SOURCES);
    hub =
        new HubProcess(
                ours.kafka().bootstrap(),
                0,
                folder,
                "hub.sources.file=" + sources,
                // Slow and in small transactions, so that a kill comes midway and within one.
                "hub.migration.batch-records-max=10",
                "hub.migration.records-per-second-max=400",
                "hub.migration.corrupt-wait=4S",
                "hub.migration.request-timeout=PT5S",
                "hub.migration.sources-allowed=" + from + ",127.0.0.1:1")
            .start()
            .awaitReady();
    client = new MigrationClient(hub.url());
  }

  @AfterAll
  static void stop() {
    Stream.of(hub, ours, theirs)
        .forEach(
            one -> {
              try {
                one.close();
              } catch (Exception failure) {
                throw new IllegalStateException(failure);
              }
            });
  }

  @Test
  @Order(1)
  void shouldBringEventsOfAllVersionsToPluginsWhenTheyLieUnderAnOldPrefix() throws Exception {
    try (OldCluster old = new OldCluster(from, "v")) {
      old.topic("samples.binary.extracted", 1).topic("system.insert", 1);
      old.topic("system.delete", 1).topic("system.status", 1).topic("system.report", 1);
      for (int version = 4; version <= 6; version++) {
        old.put("samples.binary.extracted", "k" + version, fixture("binary", version), LONG_AGO);
        old.put("system.insert", "i" + version, fixture("insert", version), LONG_AGO + version);
      }
      byte[] poison = {12, 1, 2, 3};
      old.put("samples.binary.extracted", "poison", poison, LONG_AGO);
      old.put("samples.binary.extracted", "k4", null, LONG_AGO + 10);
      old.put("samples.binary.extracted", "compacted", null, LONG_AGO + 11);
      byte[] deletion = AvroEvents.toAvro(Model.DELETE, utf8(EventJson.delete("nothing")));
      old.put("system.delete", "d1", deletion, LONG_AGO);
      old.flush();

      JsonNode plan =
          client.post("{\"from\":\"%s\",\"prefix\":\"v\",\"dry_run\":true}".formatted(from)).body();
      assertThat(plan.path("remaining").asInt()).isEqualTo(10);
      assertThat(plan.path("left_out").toString())
          .contains("system.status\",\"reason\":\"not asked for")
          .contains("system.report\",\"reason\":\"not a topic of events");
      assertThat(client.send("GET", "/api/v1/migrations", "").body().path("migrations")).isEmpty();

      JsonNode done = client.awaitDone(client.begin(from, "v", ""));

      assertThat(done.path("copied").asInt()).isEqualTo(7);
      assertThat(done.path("tombstones").asInt()).isEqualTo(2);
      assertThat(done.path("rejected").asInt()).isEqualTo(1);
      assertThat(done.path("remaining").asInt()).isZero();
      assertThat(client.pluginsArePaused()).isFalse();
      checkRejected(done.path("id").asText(), old.name("samples.binary.extracted"));
      checkDeletionsCameFirst(done.path("id").asText(), old);
      checkBinaries();
      checkInserts();
      assertThat(recordsOf("azul.delete").stream().map(ConsumerRecord::key)).contains("d1");
      client.awaitFetched(
          "active", "plugin", Set.of("4".repeat(64), "5".repeat(64), "6".repeat(64)));

      goOnLater(old);
    }
  }

  private static void checkRejected(String id, String topic) throws Exception {
    JsonNode rejected = client.send("GET", "/api/v1/migrations/" + id + "/rejected", "").body();
    assertThat(rejected.path("rejected").asInt()).isEqualTo(1);
    JsonNode record = rejected.path("records").path(0);
    assertThat(record.path("topic").asText()).isEqualTo(topic);
    assertThat(record.path("offset").asInt()).isEqualTo(3);
    assertThat(record.path("reason").asText()).startsWith("no Avro of model binary");
  }

  private static void checkDeletionsCameFirst(String id, OldCluster old) {
    List<String> written = recordsOf("hub.migrations").stream().map(ConsumerRecord::key).toList();
    String key = "t/" + id + "/%s/0";
    assertThat(written.lastIndexOf(key.formatted(old.name("system.delete"))))
        .isNotNegative()
        .isLessThan(written.indexOf(key.formatted(old.name("samples.binary.extracted"))));
  }

  private static void checkBinaries() throws Exception {
    Map<String, String> keyOf = new HashMap<>();
    Set<String> tombstones = new HashSet<>();
    for (ConsumerRecord<String, byte[]> record : recordsOf("samples.binary.data")) {
      if (record.value() == null) {
        tombstones.add(record.key());
        continue;
      }
      JsonNode event = JSON.readTree(record.value());
      assertThat(event.path("model_version").asInt()).isEqualTo(6);
      assertThat(event.path("kafka_key").asText()).isEqualTo(record.key()).hasSize(32);
      assertThat(event.path("track_links")).hasSize(1);
      assertThat(event.toString()).doesNotContain("legacy");
      assertThat(record.timestamp()).isEqualTo(LONG_AGO);
      assertThat(KafkaRecords.headers(record))
          .containsEntry("model", "binary")
          .containsEntry("version", "6")
          .containsEntry("source", "samples")
          .containsEntry("action", "extracted")
          .containsEntry("depth", "2");
      keyOf.put(event.path("entity").path("sha256").asText(), record.key());
    }
    assertThat(keyOf).containsOnlyKeys("4".repeat(64), "5".repeat(64), "6".repeat(64));
    assertThat(tombstones).containsExactlyInAnyOrder(keyOf.get("4".repeat(64)), "compacted");
  }

  private static void checkInserts() throws Exception {
    List<ConsumerRecord<String, byte[]>> inserts = recordsOf("azul.insert");
    assertThat(inserts).hasSize(3);
    for (int at = 0; at < 3; at++) {
      JsonNode event = JSON.readTree(inserts.get(at).value());
      assertThat(event.path("model_version").asInt()).isEqualTo(6);
      assertThat(event.path("track_author").asText()).isEqualTo(".ann.");
      assertThat(inserts.get(at).timestamp()).isEqualTo(LONG_AGO + 4 + at);
    }
  }

  /** A second migration begins where the first one ended. */
  private static void goOnLater(OldCluster old) throws Exception {
    String sha256 = EventJson.sha256();
    old.put("samples.binary.extracted", "later", OldCluster.file(sha256), LONG_AGO);
    old.put("samples.binary.extracted", "k5", null, LONG_AGO + 12).flush();
    List<ConsumerRecord<String, byte[]>> before = recordsOf("samples.binary.data");

    JsonNode done = client.awaitDone(client.begin(from, "v", ""));

    assertThat(done.path("copied").asInt()).isEqualTo(1);
    assertThat(done.path("tombstones").asInt()).isEqualTo(1);
    List<ConsumerRecord<String, byte[]>> after = recordsOf("samples.binary.data");
    assertThat(after).hasSize(before.size() + 2);
    String fifth =
        before.stream()
            .filter(one -> one.value() != null && text(one).contains("5".repeat(64)))
            .findFirst()
            .orElseThrow()
            .key();
    assertThat(after)
        .as("a tombstone finds what an earlier migration copied under another key")
        .anyMatch(one -> one.value() == null && one.key().equals(fifth));
  }

  private static String text(ConsumerRecord<String, byte[]> record) {
    return new String(record.value(), StandardCharsets.UTF_8);
  }

  @Test
  @Order(2)
  void shouldRefuseUpFrontWhatCannotBeMigrated() throws Exception {
    try (OldCluster old = new OldCluster(from, "u")) {
      old.topic("nobody.binary.sourced", 1).topic("stranger.binary.mapped", 1);
      old.topic("samples.binary.sourced", 1);
      String sha256 = EventJson.sha256();
      old.put("samples.binary.sourced", "a", OldCluster.file(sha256), LONG_AGO).flush();

      refused(422, "unknown sources: nobody, stranger", "u", "");
      refused(422, "no topic of none", "none", "");
      refused(
          422, "must not both be true", "u", ",\"upgrade_sources\":true,\"upgrade_system\":true");
      assertThat(client.show("unknown").path("status").asText()).isEqualTo("404");
      shouldConnectToNobodyWhoIsNotListed();
      MigrationClient.Answer away = client.post("{\"from\":\"127.0.0.1:1\",\"prefix\":\"p\"}");
      assertThat(away.status()).isEqualTo(503);
      assertThat(away.body().path("detail").asText())
          .isEqualTo("the source cluster does not answer");

      JsonNode done = client.awaitDone(client.begin(from, "u", ",\"skip_unknown_sources\":true"));
      assertThat(done.path("copied").asInt()).isEqualTo(1);
      assertThat(done.path("left_out").toString()).contains("unknown source: nobody");
      String id = done.path("id").asText();
      assertThat(client.send("POST", "/api/v1/migrations/" + id + "/pause", "").status())
          .isEqualTo(409);
    }
  }

  private static void refused(int status, String detail, String prefix, String more)
      throws Exception {
    MigrationClient.Answer answer =
        client.post("{\"from\":\"%s\",\"prefix\":\"%s\"%s}".formatted(from, prefix, more));
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().path("detail").asText()).contains(detail);
  }

  @Test
  @Order(3)
  void shouldCopyAllButACorruptBatchOfTheSourceAndNameIt() throws Exception {
    String topic = "samples.binary.extracted";
    List<String> files = Stream.generate(EventJson::sha256).limit(6).toList();
    try (OldCluster old = new OldCluster(from, "c")) {
      old.topic(topic, 2).topic("system.insert", 1);
      for (String sha256 : files) {
        // Each is a batch of the first partition.
        old.put(topic, 0, "c-" + sha256, OldCluster.file(sha256)).flush();
      }
      String other = EventJson.sha256();
      old.put(topic, 1, "c-" + other, OldCluster.file(other)).flush();
      SegmentFile segment = SegmentFile.of(theirs, old.name(topic), 0);
      segment.breakBatch(2);
      segment.breakBatch(3);

      String id = client.begin(from, "c", "");

      Awaitility.await("it is waited for, and the other partition does not wait")
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                JsonNode migration = client.show(id);
                assertThat(migration.path("trouble").asText())
                    .isEqualTo(
                        "corrupt batches at the source: "
                            + old.name(topic)
                            + "-0 offset 2 is waited for");
                assertThat(migration.path("copied").asInt()).isEqualTo(3);
              });
      JsonNode done = client.awaitDone(id);
      assertThat(done.path("copied").asInt()).isEqualTo(5);
      assertThat(done.path("rejected").asInt()).isEqualTo(2);
      assertThat(done.path("gone").asInt()).isZero();
      JsonNode rejected = client.send("GET", "/api/v1/migrations/" + id + "/rejected", "").body();
      assertThat(rejected.path("records").toString())
          .contains("\"offset\":2,\"reason\":\"offsets 2 to 3 are in a corrupt batch\"");
      Set<String> copied = new HashSet<>();
      for (ConsumerRecord<String, byte[]> record : recordsOf("samples.binary.data")) {
        if (record.value() != null) {
          copied.add(JSON.readTree(record.value()).path("entity").path("sha256").asText());
        }
      }
      assertThat(copied)
          .contains(files.get(0), files.get(1), files.get(4), files.get(5), other)
          .doesNotContain(files.get(2), files.get(3));
      assertThat(new MigrationClient(hub.managementUrl()).text("/metrics"))
          .contains("heliograph_migration_corrupt_batches 0.0")
          .doesNotContain("hub_migration_failures_total");
    }
  }

  @Test
  @Order(4)
  @Tag("azul")
  void shouldMigrateThePeersOwnEventsOfEveryVersion() throws Exception {
    try (OldCluster old = new OldCluster(from, "g")) {
      for (String topic : GoldenEvents.topics()) {
        old.topic(topic, 1);
      }
      int count = 0;
      for (GoldenEvents.Golden golden : GoldenEvents.all()) {
        old.put(golden.topic(), "golden-" + count++, golden.avro(), LONG_AGO);
      }
      old.flush();

      JsonNode done = client.awaitDone(client.begin(from, "g", ",\"topics\":[\"*\"]"));

      String id = done.path("id").asText();
      JsonNode rejected = client.send("GET", "/api/v1/migrations/" + id + "/rejected", "").body();
      assertThat(count).isGreaterThanOrEqualTo(50);
      assertThat(done.path("copied").asInt() + done.path("rejected").asInt()).isEqualTo(count);
      assertThat(rejected.path("records"))
          .as("only the one whose path is empty on purpose")
          .allMatch(one -> one.path("reason").asText().equals("source.path must not be empty"));
      for (String topic :
          List.of("virustotal.binary.data", "azul.insert", "azul.delete", "azul.plugin")) {
        assertThat(recordsOf(topic)).as(topic).isNotEmpty();
        for (ConsumerRecord<String, byte[]> record : recordsOf(topic)) {
          assertThat(JSON.readTree(record.value()).path("model_version").asInt()).isEqualTo(6);
        }
      }
    }
  }

  @Test
  @Order(5)
  void shouldCopyEachRecordOnceAndInOrderWhenKilledMidway() throws Exception {
    int records = 2_400;
    int sameKey = 40;
    Set<String> wanted = new HashSet<>();
    try (OldCluster old = new OldCluster(from, "k")) {
      old.topic("testing.binary.mapped", 3);
      for (int at = 0; at < records; at++) {
        String sha256 = at < sameKey ? "e".repeat(64) : EventJson.sha256();
        wanted.add(sha256);
        String event =
            EventJson.enriched(sha256)
                .replace("\"features\":[]", "\"info\":{\"number\":" + at + "}")
                .replaceAll("\"timestamp\":\"[^\"]*\"", "\"timestamp\":\"2026-01-01T00:00:00Z\"");
        byte[] avro = AvroEvents.toAvro(Model.BINARY, utf8(event));
        old.put("testing.binary.mapped", at < sameKey ? "same" : sha256, avro, LONG_AGO + at);
      }
      old.flush();
    }
    String id = client.begin(from, "k", "");

    awaitCopied(id, 200);
    assertThat(client.pluginsArePaused()).isTrue();
    pauseAndResume(id);
    int before = client.show(id).path("copied").asInt();
    hub.kill();
    assertThat(before).as("killed midway").isLessThan(records - 300);
    hub.start().awaitReady();
    awaitCopied(id, before + 50);
    int first = cancel(id);
    String next = client.begin(from, "k", "");
    JsonNode done = client.awaitDone(next);

    assertThat(first + done.path("copied").asInt()).isEqualTo(records);
    assertThat(client.pluginsArePaused()).isFalse();
    auditOnce(records);
    client.awaitFetched("active", "worker", wanted);
  }

  private static void pauseAndResume(String id) throws Exception {
    assertThat(client.command(id, "pause")).isEqualTo("paused");
    int copied = client.show(id).path("copied").asInt();
    Awaitility.await("nothing is copied any more")
        .during(Duration.ofMillis(500))
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(client.show(id).path("copied").asInt())
                    .as("but the batch that was under way")
                    .isLessThanOrEqualTo(copied + 10));
    assertThat(client.pluginsArePaused()).as("plugins wait").isTrue();
    assertThat(client.fetch("active", "worker")).isEmpty();
    assertThat(client.fetch("passive", "ingestor")).as("ingestors go on").isNotEmpty();
    assertThat(client.command(id, "resume")).isEqualTo("running");
    awaitCopied(id, client.show(id).path("copied").asInt() + 20);
  }

  /** Gives it up, and tells how many it copied. */
  private static int cancel(String id) throws Exception {
    client.send("DELETE", "/api/v1/migrations/" + id, "");
    JsonNode cancelled = client.await(id, "cancelled");
    assertThat(cancelled.path("remaining").asInt()).isPositive();
    assertThat(client.pluginsArePaused()).isFalse();
    return cancelled.path("copied").asInt();
  }

  private static void awaitCopied(String id, int count) {
    Awaitility.await("copies")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(() -> client.show(id).path("copied").asInt() >= count);
  }

  private static void auditOnce(int records) throws Exception {
    List<Integer> numbers = new ArrayList<>();
    List<Integer> ofSameKey = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : recordsOf("testing.binary")) {
      JsonNode event = JSON.readTree(record.value());
      int number = event.path("entity").path("info").path("number").asInt();
      numbers.add(number);
      assertThat(record.timestamp()).isEqualTo(LONG_AGO + number);
      if (event.path("entity").path("sha256").asText().equals("e".repeat(64))) {
        ofSameKey.add(number);
      }
    }
    assertThat(numbers).doesNotHaveDuplicates().hasSize(records);
    assertThat(ofSameKey).hasSize(40).isSorted();
  }

  private static List<ConsumerRecord<String, byte[]>> recordsOf(String topic) {
    return KafkaRecords.from(ours.kafka().bootstrap(), topic);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] fixture(String model, int version) throws Exception {
    String name = model + "-v" + version + ".avro";
    try (InputStream file = MigrationIT.class.getResourceAsStream(name)) {
      return file.readAllBytes();
    }
  }

  /** A listener of ours must see no connection, also when a request names it beside the source. */
  private static void shouldConnectToNobodyWhoIsNotListed() throws Exception {
    try (java.net.ServerSocket listener =
        new java.net.ServerSocket(0, 10, java.net.InetAddress.getLoopbackAddress())) {
      String other = "127.0.0.1:" + listener.getLocalPort();
      for (String asked : new String[] {other, from + "," + other}) {
        MigrationClient.Answer refused =
            client.post("{\"from\":\"%s\",\"prefix\":\"p\",\"dry_run\":true}".formatted(asked));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().path("detail").asText())
            .isEqualTo("from: " + other + " is not listed in hub.migration.sources-allowed");
      }
      listener.setSoTimeout(1);
      assertThatThrownBy(listener::accept).isInstanceOf(java.net.SocketTimeoutException.class);
    }
  }
}
