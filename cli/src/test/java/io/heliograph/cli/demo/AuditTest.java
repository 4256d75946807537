package io.heliograph.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.demo.RunLedger.FinalStatus;
import io.heliograph.cli.demo.RunLedger.StoredEvent;
import io.heliograph.cli.demo.RunLedger.Task;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditTest {

  private static final List<String> PLUGINS = List.of("Entropy", "Unzip");

  private RunLedger ledger;

  /** A run in which all went well: one archive with one entry. */
  @BeforeEach
  void fill() {
    ledger = new RunLedger("r");
    ledger.published("zip", "a.zip");
    store("zip", new StoredEvent("sourced", "demo", "a.zip", ""));
    store("entry", new StoredEvent("extracted", "Unzip", "a.zip", "Z"));
    store("zip-enriched", new StoredEvent("enriched", "Entropy", "a.zip", "Z"));
    store("entry-enriched", new StoredEvent("enriched", "Entropy", "a.zip", "E"));
    end("zip", "Entropy", "s1", "completed", "Z");
    end("zip", "Unzip", "s2", "completed", "Z");
    end("entry", "Entropy", "s3", "completed", "E");
    end("entry", "Unzip", "s4", "opt-out", "E");
  }

  @Test
  void shouldFindNothingWhenAllIsThere() {
    assertThat(audit().findings(reported(3))).isEmpty();
    assertThat(audit().openTasks()).isZero();
  }

  @Test
  void shouldCountTheSameStatusOnceWhenItWasWrittenTwice() {
    end("zip", "Unzip", "s2", "completed", "Z");

    assertThat(audit().findings(reported(3))).isEmpty();
  }

  @Test
  void shouldNameTheFileWhenItsEventIsNotOnKafka() {
    ledger.published("lost", "b.txt");

    assertThat(audit().openTasks()).isEqualTo(2);
    assertThat(audit().findings(reported(3)))
        .containsExactlyInAnyOrder(
            "b.txt: its event lost is not on Kafka",
            "b.txt: 0 final statuses of Entropy for event lost instead of 1",
            "b.txt: 0 final statuses of Unzip for event lost instead of 1");
  }

  @Test
  void shouldComplainWhenAnEventWasWorkedOnTwice() {
    end("zip", "Unzip", "other", "completed", "Z");

    assertThat(audit().findings(reported(3)))
        .containsExactly("a.zip: 2 final statuses of Unzip for event zip instead of 1");
  }

  @Test
  void shouldComplainWhenAChildHasNoStatus() {
    store("second", new StoredEvent("extracted", "Unzip", "a.zip", "Z"));
    end("second", "Unzip", "s5", "completed-empty", "S");

    assertThat(audit().openTasks()).isEqualTo(1);
    assertThat(audit().findings(reported(3)))
        .containsExactly("a.zip: no final status of Entropy for child second");
  }

  @Test
  void shouldComplainWhenACompletedTaskHasNoResult() {
    ledger.published("text", "b.txt");
    store("text", new StoredEvent("sourced", "demo", "b.txt", ""));
    end("text", "Unzip", "s5", "opt-out", "T");
    ledger.ended(new Task("text", "Entropy"), "s6", new FinalStatus("completed", "b.txt", "T"));

    assertThat(audit().findings(reported(3)))
        .containsExactly("b.txt: Entropy completed event text, but its result is not on Kafka");
  }

  @Test
  void shouldComplainWhenFewerResultsAreThereThanReported() {
    assertThat(audit().findings(reported(4)))
        .containsExactly("the plugins reported 4 results, 3 are on Kafka");
  }

  @Test
  void shouldNotMissResultsOfEventsOfEarlierRuns() {
    Map<String, Long> both = Map.of("zip", 2L, "entry", 1L, "of-yesterday", 1_427L);

    assertThat(audit().findings(both)).isEmpty();
    assertThat(audit().resultsOfOthers(both)).isEqualTo(1_427);
  }

  @Test
  void shouldComplainWhenAnEventCannotBeReadOverHttp() {
    ledger.onKafka("hidden", new StoredEvent("enriched", "Entropy", "a.zip", "Z"));

    assertThat(audit().findings(reported(4)))
        .containsExactly("a.zip: enriched event hidden of Entropy cannot be read over HTTP");
  }

  private static Map<String, Long> reported(long results) {
    return Map.of("zip", results - 1, "entry", 1L);
  }

  private Audit audit() {
    return new Audit(ledger.snapshot(), PLUGINS);
  }

  private void store(String id, StoredEvent event) {
    ledger.onKafka(id, event);
    ledger.readOverHttp(id);
  }

  private void end(String event, String plugin, String id, String status, String content) {
    ledger.ended(new Task(event, plugin), id, new FinalStatus(status, "a.zip", content));
  }
}
