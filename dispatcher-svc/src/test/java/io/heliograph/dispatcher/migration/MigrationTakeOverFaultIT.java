package io.heliograph.dispatcher.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.dispatcher.KafkaRecords;
import io.heliograph.local.LocalStack;
import io.heliograph.testkit.EventJson;
import io.heliograph.testkit.HubProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The replica that runs a migration is killed and stays away: another one goes on with it. */
@Tag("processes")
@Tag("faults")
class MigrationTakeOverFaultIT {
  private static final int RECORDS = 2_000;
  private static final String[] SETTINGS = {
    "hub.cluster.secret=between-us",
    "hub.content.local-shared=true",
    "hub.migration.batch-records-max=10",
    "hub.migration.records-per-second-max=200"
  };

  @TempDir private Path folder;

  @Test
  void shouldCopyEachRecordOnceWhenAnotherReplicaGoesOn() throws Exception {
    try (LocalStack theirs = LocalStack.start(LocalStack.options().kafka());
        LocalStack ours = LocalStack.start(LocalStack.options().kafka());
        HubProcess first = hub(ours, theirs, 0).start().awaitReady();
        HubProcess second = hub(ours, theirs, 1).start().awaitReady();
        OldCluster old = new OldCluster(theirs.kafka().bootstrap(), "t")) {
      Set<String> wanted = new HashSet<>();
      old.topic("samples.binary.sourced", 2);
      for (int at = 0; at < RECORDS; at++) {
        String sha256 = EventJson.sha256();
        wanted.add(sha256);
        old.put("samples.binary.sourced", sha256, OldCluster.file(sha256), 1_000 + at);
      }
      old.flush();
      MigrationClient asked = new MigrationClient(second.url());
      String id = asked.begin(theirs.kafka().bootstrap(), "t", "");
      Awaitility.await("copies")
          .atMost(Duration.ofSeconds(60))
          .until(() -> asked.show(id).path("copied").asInt() >= 200);

      HubProcess leader = runs(first) ? first : second;
      leader.kill();
      MigrationClient left = new MigrationClient(leader == first ? second.url() : first.url());
      JsonNode done = left.awaitDone(id);

      assertThat(done.path("copied").asInt()).isEqualTo(RECORDS);
      List<String> copied = new ArrayList<>();
      for (ConsumerRecord<String, byte[]> record :
          KafkaRecords.from(ours.kafka().bootstrap(), "samples.binary.data")) {
        copied.add(
            new ObjectMapper().readTree(record.value()).path("entity").path("sha256").asText());
      }
      assertThat(copied).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(wanted);
      assertThat(left.pluginsArePaused()).isFalse();
    }
  }

  private HubProcess hub(LocalStack ours, LocalStack theirs, int slot) {
    return new HubProcess(ours.kafka().bootstrap(), slot, folder, SETTINGS)
        .with("hub.migration.sources-allowed=" + theirs.kafka().bootstrap());
  }

  /** As its metric tells. */
  private static boolean runs(HubProcess hub) throws Exception {
    return new MigrationClient(hub.managementUrl())
        .text("/metrics")
        .contains("hub_migration_running 1.0");
  }
}
