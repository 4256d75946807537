package io.heliograph.bench.dispatcher;

import io.heliograph.bench.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/**
 * Starts a hub of its own, puts it under load from this process, and writes {@code
 * dispatcher-<date>.md} into a folder, by default {@code bench/results}. The load generator shares
 * the cores with what it measures: rates are what such a machine reaches in all, CPU is the
 * dispatcher's alone.
 */
public final class DispatcherReport {
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration MEASURED = Duration.ofSeconds(15);
  private static final int EVENTS = 100_000;

  /** So many fit into the memory for records of one partition: nobody has to read again. */
  private static final int EVENTS_IN_MEMORY = 25_000;

  private final HubUnderLoad hub;
  private final List<String> rows = new ArrayList<>();

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
          clients on the same broker in the same run, with the same bytes, linger 0, lz4. No authentication
          yet.

          %s"""
              .formatted(
                  today, Machine.line(), loadBefore, command, Events.body(1).length - 2, body));
    }
  }

  private String measure() throws IOException, InterruptedException, ExecutionException {
    Floors floors = new Floors(hub.kafka());
    publish("warm-up", 8, 20, WARM_UP);
    rows.clear();
    Figures roundTrip = floors.roundTrip(MEASURED);
    rows.add(roundTrip.row());
    Figures single = publish("publish, batch 1, 1 connection", 1, 1, MEASURED);
    publish("publish, batch 1, 32 connections", 32, 1, MEASURED);
    Figures producing = floors.producing(MEASURED);
    rows.add(producing.row());
    Figures batches = publish("publish, batch 100, 8 connections", 8, 100, MEASURED);
    Figures consuming = floors.consuming();
    rows.add(consuming.row());
    Fetching.Outcome unused = fetch("warm-up of fetches", List.of(""), EVENTS);
    rows.removeLast();
    Fetching.Outcome all = fetch("fetch passive, 1 client, count 1000", List.of(""), EVENTS);
    Fetching.Outcome one =
        fetch("1 subscription of one event in 50", List.of(Events.filterOf(0)), EVENTS_IN_MEMORY);
    Fetching.Outcome fifty =
        fetch(
            "50 subscriptions of one event in 50 each",
            IntStream.range(0, Events.KINDS).mapToObj(Events::filterOf).toList(),
            EVENTS_IN_MEMORY);
    return table()
        + ratios(roundTrip, single)
        + """

        - publish, batch 100 to the native producer: %.2f of its rate
        - fetch to the native consumer: %.2f of its rate

        Broker bytes out while %,d events were published and fetched (the status and state topics
        included): %,d with one subscription, %,d with fifty: **%.3f times**. Each added subscription
        cost %.2f CPU seconds for a million events.

        Resident memory of the dispatcher at the end: %d MiB (%s).
        """
            .formatted(
                batches.perSecond() / producing.perSecond(),
                all.figures().perSecond() / consuming.perSecond(),
                EVENTS_IN_MEMORY,
                one.brokerBytesOut(),
                fifty.brokerBytesOut(),
                (double) fifty.brokerBytesOut() / one.brokerBytesOut(),
                (fifty.figures().cpuSecondsPerMillion() - one.figures().cpuSecondsPerMillion())
                    / (Events.KINDS - 1),
                hub.residentMebibytes(),
                HubUnderLoad.HEAP);
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
        + String.join("\n", Collections.unmodifiableList(rows))
        + "\n";
  }

  private Figures publish(String name, int connections, int batch, Duration time)
      throws IOException, InterruptedException, ExecutionException {
    Figures figures = new Publishing(hub, connections, batch).run(name, time);
    rows.add(figures.row());
    return figures;
  }

  private Fetching.Outcome fetch(String name, List<String> filters, int events)
      throws IOException, InterruptedException, ExecutionException {
    Fetching.Outcome outcome = new Fetching(hub, name, filters).run(events);
    rows.add(outcome.figures().row());
    return outcome;
  }
}
