package io.heliograph.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads the source's events over HTTP as an ingestor does: passively, from the moment of {@link
 * #start} on. The subscription is the same in each run, and reset, so that runs leave one behind.
 */
final class PassiveReader {

  private static final String QUERY =
      "/api/v2/event/binary/passive?name=demo-audit&version=1&r-live=true&count=500&r-source="
          + Loader.SOURCE;

  private final HubClient hub;
  private final RunLedger ledger;

  PassiveReader(HubClient hub, RunLedger ledger) {
    this.hub = hub;
    this.ledger = ledger;
  }

  /** Makes the subscription begin here. */
  void start() {
    enter(hub.fetch(QUERY + "&deadline=0&reset=true"));
  }

  /** Reads for at most so many seconds, less when an answer is full; how many events came. */
  int read(int seconds) {
    return enter(hub.fetch(QUERY + "&deadline=" + seconds));
  }

  private int enter(JsonNode events) {
    for (JsonNode event : events) {
      if (event.at("/source/references/run").asText().equals(ledger.run())) {
        ledger.readOverHttp(event.get("kafka_key").asText());
      }
    }
    return events.size();
  }
}
