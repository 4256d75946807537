package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.event.Model;
import io.heliograph.event.avro.AvroEvents;
import io.heliograph.local.LocalStack;
import io.heliograph.testkit.HubClient;
import io.heliograph.testkit.TestTopics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command `migrate`, from a broker with Azul's topics into a hub that `up` has started. */
class MigrateIT {
  private static final Path HOME = Path.of(System.getProperty("heliograph.home"));
  private static final String TOPIC = "azul.test01.samples.binary.sourced";
  private static final String SHA256 = "c".repeat(64);

  private static final String EVENT =
      """
      {"model_version":6,"timestamp":"2024-05-01T00:00:01Z","author":{"name":"loader","version":"1"},
       "action":"sourced","source":{"name":"samples","timestamp":"2024-05-01T00:00:00Z",
        "path":[{"author":{"name":"loader"},"action":"sourced","sha256":"%s",
         "timestamp":"2024-05-01T00:00:01Z"}]},
       "entity":{"sha256":"%s","datastreams":[{"label":"content","size":1,"sha512":"","sha256":"%s",
        "sha1":"","md5":"","mime":"","magic":""}]}}
      """
          .formatted(SHA256, SHA256, SHA256);

  @TempDir private Path state;

  private LauncherRun launcher;
  private String offset;

  @BeforeEach
  void prepare() {
    launcher = new LauncherRun(HOME, state);
    offset = Integer.toString(LauncherRun.freeOffset());
  }

  @AfterEach
  void leaveNothingBehind() throws Exception {
    launcher.run("down", "--purge");
  }

  @Test
  void shouldEndWithZeroOnlyWhenEverythingWasCopied() throws Exception {
    try (LocalStack old = LocalStack.start(LocalStack.options().kafka())) {
      String from = old.kafka().bootstrap();
      fill(from);
      LauncherRun.Outcome up =
          launcher.run(
              "up",
              "--only",
              "kafka,redis,dispatcher",
              "--port-offset",
              offset,
              "--set",
              "hub.migration.sources-allowed=" + from);
      assertThat(up.exitCode()).as(up.output()).isZero();

      LauncherRun.Outcome plan = migrate(from, "--dry-run");
      assertThat(plan.exitCode()).as(plan.output()).isZero();
      assertThat(plan.output())
          .contains(TOPIC + ": 2 to be read in 1 partitions")
          .contains("azul.test01.system.report: left out, not a topic of events");

      LauncherRun.Outcome first = migrate(from, "--wait");
      assertThat(first.exitCode()).as(first.output()).isEqualTo(1);
      assertThat(first.output())
          .contains("copied 1, rejected 1, remaining 0")
          .contains("rejected " + TOPIC + " partition 0 offset 1: no Avro of model binary");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(passive()).containsExactly(SHA256));

      LauncherRun.Outcome again = migrate(from, "--wait", "--topics", "samples.*");
      assertThat(again.exitCode()).as(again.output()).isZero();
      assertThat(again.output()).contains("copied 0, rejected 0, remaining 0");

      LauncherRun.Outcome refused = migrate(from, "--only-sources", "--only-system");
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.output()).contains("the hub refused: upgrade_sources and upgrade_system");
    }
  }

  private LauncherRun.Outcome migrate(String from, String... more) throws Exception {
    String[] arguments = new String[more.length + 5];
    System.arraycopy(
        new String[] {"migrate", "--from", from, "--prefix", "test01"}, 0, arguments, 0, 5);
    System.arraycopy(more, 0, arguments, 5, more.length);
    return launcher.run(arguments);
  }

  private List<String> passive() throws Exception {
    String hub = "";
    for (JsonNode part : launcher.status()) {
      if (part.path("name").asText().equals("dispatcher")) {
        hub = part.path("url").asText();
      }
    }
    return new HubClient()
        .fetch(hub, "passive", "me", 100, "r-historic=true").stream().map(HubClient::idOf).toList();
  }

  private static void fill(String bootstrap) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
    byte[] avro = AvroEvents.toAvro(Model.BINARY, EVENT.getBytes(StandardCharsets.UTF_8));
    try (Admin admin = Admin.create(settings);
        KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      TestTopics.create(
          admin,
          List.of(
              new NewTopic(TOPIC, 1, (short) 1),
              new NewTopic("azul.test01.system.report", 1, (short) 1)));
      producer.send(new ProducerRecord<>(TOPIC, "a", avro)).get();
      producer.send(new ProducerRecord<>(TOPIC, "b", new byte[] {12, 9})).get();
    }
  }
}
