package io.heliograph.bench.dispatcher;

import io.heliograph.bench.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Starts a hub of its own, puts it under load from this process, and writes {@code
 * dispatcher-<date>.md} into a folder, by default {@code bench/results}. The load generator shares
 * the cores with what it measures: rates are what such a machine reaches in all, CPU is the
 * dispatcher's alone.
 */
public final class DispatcherReport {
  private static final Duration MEASURED = Duration.ofSeconds(10);
  private static final int EVENTS = 100_000;

  /** So many fit into the memory for records of one partition: nobody has to read again. */
  private static final int EVENTS_IN_MEMORY = 25_000;

  private static final int ROUNDS = 3;

  private static final String ROUND_TRIP = "native producer, one record at a time";
  private static final String SINGLE = "publish, batch 1, 1 connection";
  private static final String SINGLES = "publish, batch 1, 32 connections";
  private static final String PRODUCER = "native producer";
  private static final String BATCHES = "publish, batch 100, 8 connections";
  private static final String CONSUMER = "native consumer";
  private static final String FETCH = "fetch passive, 1 client, count 1000";
  private static final String ONE_KIND = "1 subscription of one event in 50";
  private static final String KINDS = "50 subscriptions of one event in 50 each";

  private final HubUnderLoad hub;
  private final Map<String, List<Fetching.Outcome>> rounds = new LinkedHashMap<>();

  private DispatcherReport(HubUnderLoad hub) {
    this.hub = hub;
  }

  /** Arguments: the folder, then the command line to be noted in the report. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    Path folder = Path.of(arguments.length > 0 ? arguments[0] : "bench/results");
    Files.createDirectories(folder);
    String command = arguments.length > 1 ? arguments[1] : "DispatcherReport " + folder;
    String loadBefore = Machine.load();
    Path home = Path.of(System.getProperty("heliograph.home", "."));
    LocalDate today = LocalDate.now(ZoneId.systemDefault());
    try (HubUnderLoad hub = HubUnderLoad.start(home.toAbsolutePath())) {
      String body = new DispatcherReport(hub).measure();
      Files.writeString(
          folder.resolve("dispatcher-" + today + ".md"),
          """
          # The dispatcher under load

          - Date: %s
          - Machine: %s; broker, hub and load generator on the same cores
          - Load average before: %s
          - Command: `%s`

          Events of %d bytes of JSON, sync=true (acks=all, one broker). CPU is the dispatcher's alone, in
          CPU seconds for a million events; latencies are of requests, in milliseconds. Floors: Kafka's own
          clients on the same broker in the same run, with the same bytes, linger 0, lz4, in a topic that
          the hub does not read. All scenarios ran %d times, one after the other; each row is the median
          round. No authentication yet.

          %s"""
              .formatted(
                  today,
                  Machine.line(),
                  loadBefore,
                  command,
                  Events.body(1).length - 2,
                  ROUNDS,
                  body));
    }
  }

  private String measure() throws IOException, InterruptedException, ExecutionException {
    Floors floors = Floors.on(hub.kafka());
    Figures unused = publish("warm-up", 8, 20);
    Fetching.Outcome unusedFetch = fetch("warm-up of fetches", List.of(""), EVENTS);
    Fetching.Outcome unusedFilters = fetch("warm-up of filters", kinds(), EVENTS_IN_MEMORY);
    for (int round = 0; round < ROUNDS; round++) {
      note(floors.roundTrip(ROUND_TRIP, MEASURED));
      note(publish(SINGLE, 1, 1));
      note(publish(SINGLES, 32, 1));
      note(floors.producing(PRODUCER, MEASURED));
      note(publish(BATCHES, 8, 100));
      note(floors.consuming(CONSUMER));
      note(fetch(FETCH, List.of(""), EVENTS));
      note(fetch(ONE_KIND, List.of(Events.filterOf(0)), EVENTS_IN_MEMORY));
      note(fetch(KINDS, kinds(), EVENTS_IN_MEMORY));
    }
    Fetching.Outcome one = median(ONE_KIND);
    Fetching.Outcome fifty = median(KINDS);
    return table()
        + ratios(median(ROUND_TRIP).figures(), median(SINGLE).figures())
        + """

        - publish, batch 100 to the native producer: %.2f of its rate
        - fetch to the native consumer: %.2f of its rate

        Broker bytes out while %,d events were published and fetched (the status and state topics
        included): %,d with one subscription, %,d with fifty: **%.3f times**. Each added subscription
        cost %.2f CPU seconds for a million events.

        Resident memory of the dispatcher at the end: %d MiB (%s).
        """
            .formatted(
                share(BATCHES, PRODUCER),
                share(FETCH, CONSUMER),
                EVENTS_IN_MEMORY,
                one.brokerBytesOut(),
                fifty.brokerBytesOut(),
                (double) fifty.brokerBytesOut() / one.brokerBytesOut(),
                (fifty.figures().cpuSecondsPerMillion() - one.figures().cpuSecondsPerMillion())
                    / (Events.KINDS - 1),
                hub.residentMebibytes(),
                HubUnderLoad.HEAP);
  }

  private static List<String> kinds() {
    return IntStream.range(0, Events.KINDS).mapToObj(Events::filterOf).toList();
  }

  private void note(Figures figures) {
    note(new Fetching.Outcome(figures, 0));
  }

  private void note(Fetching.Outcome outcome) {
    rounds.computeIfAbsent(outcome.figures().name(), unused -> new ArrayList<>()).add(outcome);
  }

  /** The round of the scenario that was neither the fastest nor the slowest. */
  private Fetching.Outcome median(String name) {
    return rounds.get(name).stream()
        .sorted(Comparator.comparingDouble(outcome -> outcome.figures().perSecond()))
        .toList()
        .get(ROUNDS / 2);
  }

  /** The first scenario's rate as a share of the second's, in the round that is the median. */
  private double share(String name, String floor) {
    return IntStream.range(0, ROUNDS)
        .mapToDouble(round -> rate(name, round) / rate(floor, round))
        .sorted()
        .toArray()[ROUNDS / 2];
  }

  private double rate(String name, int round) {
    return rounds.get(name).get(round).figures().perSecond();
  }

  private static String ratios(Figures roundTrip, Figures single) {
    return """

    Ratios in this run:

    - publish, batch 1, 1 connection to one record of the native producer: p50 %.2f times, p99 %.2f times"""
        .formatted(
            single.quantileMillis(0.5) / roundTrip.quantileMillis(0.5),
            single.quantileMillis(0.99) / roundTrip.quantileMillis(0.99));
  }

  private String table() {
    return "| scenario | events | events/s | CPU s/M | p50 ms | p99 ms |\n"
        + "|---|---|---|---|---|---|\n"
        + rounds.keySet().stream()
            .map(name -> median(name).figures().row() + "\n")
            .collect(Collectors.joining());
  }

  private Figures publish(String name, int connections, int batch)
      throws IOException, InterruptedException, ExecutionException {
    return new Publishing(hub, connections, batch).run(name, MEASURED);
  }

  private Fetching.Outcome fetch(String name, List<String> filters, int events)
      throws IOException, InterruptedException, ExecutionException {
    // Subscriptions of their own in each round: they begin at the events that are newest then.
    String own = name + " " + rounds.getOrDefault(name, List.of()).size();
    Fetching.Outcome outcome = new Fetching(hub, own, filters).run(events);
    return new Fetching.Outcome(outcome.figures().named(name), outcome.brokerBytesOut());
  }
}
