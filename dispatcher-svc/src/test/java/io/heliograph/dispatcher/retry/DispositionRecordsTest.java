package io.heliograph.dispatcher.retry;

import static io.heliograph.coordinator.state.StoreFixtures.PARTITION;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.coordinator.log.NewRecord;
import io.heliograph.coordinator.shard.Disposition;
import io.heliograph.coordinator.state.StoreFixtures;
import io.heliograph.event.Headers;
import io.heliograph.event.Topics;
import io.heliograph.event.publish.PublishPipeline;
import io.heliograph.event.publish.PurgeSet;
import io.heliograph.event.source.Sources;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What stays of an event whose attempts are spent (contract part 1 rows 6 and 8). */
class DispositionRecordsTest {
  private static final String EVENT =
      """
      {"model_version":6,"kafka_key":"k","timestamp":"2026-01-01T00:00:00Z","author":{"name":"feed"},\
      "source":{"name":"testing","timestamp":"2026-01-01T00:00:00Z","path":[{"author":{"name":"feed"},\
      "action":"enriched","sha256":"ab","timestamp":"2026-01-01T00:00:00Z"}]},"action":"enriched",\
      "entity":{"sha256":"ab"},"flags":{}}\
      """;

  private final Sources sources = Sources.defaults();
  private final Topics topics = new Topics("", sources);
  private final DispositionRecords dispositions =
      new DispositionRecords(
          topics,
          new PublishPipeline(
              new PublishPipeline.Settings(sources, topics, 1_000_000),
              PurgeSet.NONE,
              () -> Instant.ofEpochSecond(1_767_225_600),
              new Random(1)),
          () -> Instant.ofEpochSecond(1_767_225_600),
          replayed -> Optional.empty());

  @Test
  void shouldSpeakForAPluginThatNeverAnswered() {
    List<NewRecord> records = dispositions.of(givenUp(Disposition.LEASE_LOST));

    assertThat(records)
        .extracting(NewRecord::topic)
        .containsExactly(topics.deadLetters(), topics.status());
    assertThat(new String(records.getLast().value(), UTF_8))
        .contains("\"status\":\"error-network\"", "\"name\":\"plugin\"");
  }

  @Test
  void shouldLeaveThePluginsOwnLastStatusAsItIs() {
    List<NewRecord> records = dispositions.of(givenUp("error-runner"));

    assertThat(records).extracting(NewRecord::topic).containsExactly(topics.deadLetters());
    assertThat(header(records.getFirst(), Headers.REASON)).isEqualTo("error-runner");
    assertThat(header(records.getFirst(), Headers.ATTEMPTS)).isEqualTo("3");
  }

  private static Disposition givenUp(String reason) {
    return new Disposition.DeadLetter(
        StoreFixtures.subscription("plugin"), PARTITION, StoreFixtures.record(5, EVENT), 3, reason);
  }

  private static String header(NewRecord record, String name) {
    return record.headers().stream()
        .filter(header -> header.name().equals(name))
        .map(header -> new String(header.value(), UTF_8))
        .reduce("", (first, last) -> last);
  }
}
