package io.heliograph.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.client.FetchQuery;
import java.time.Duration;
import java.util.List;

/**
 * Reads the source's events over HTTP as an ingestor does: passively, from the moment of {@link
 * #start} on. The subscription is the same in each run, and reset, so that runs leave one behind.
 */
final class PassiveReader {

  private static final FetchQuery QUERY =
      FetchQuery.passive("binary", "demo-audit", "1")
          .queues(true, false, false)
          .count(500)
          .with("r-source", Loader.SOURCE);

  private final DemoHub hub;
  private final RunLedger ledger;

  PassiveReader(DemoHub hub, RunLedger ledger) {
    this.hub = hub;
    this.ledger = ledger;
  }

  /** Makes the subscription begin here. */
  void start() {
    enter(hub.fetch(QUERY.deadline(Duration.ZERO).with("reset", "true")));
  }

  /** Reads for at most so many seconds, less when an answer is full; how many events came. */
  int read(int seconds) {
    return enter(hub.fetch(QUERY.deadline(Duration.ofSeconds(seconds))));
  }

  private int enter(List<JsonNode> events) {
    for (JsonNode event : events) {
      if (event.at("/source/references/run").asText().equals(ledger.run())) {
        ledger.readOverHttp(event.get("kafka_key").asText());
      }
    }
    return events.size();
  }
}
