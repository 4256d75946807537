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
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Two states of the packaged dispatcher, each with a broker of its own, under the same load in
 * turns: what the machine does meanwhile meets both. Writes {@code compare-<date>.md}.
 */
public final class CompareReport {
  private static final Duration MEASURED = Duration.ofSeconds(6);
  private static final int EVENTS = 100_000;
  private static final int EVENTS_IN_MEMORY = 25_000;
  private static final int ROUNDS = 7;
  private static final int FETCHES = 5;
  private static final int SINGLES_CONNECTIONS = 32;
  private static final int BATCH_CONNECTIONS = 8;
  private static final int BATCH = 100;

  /** A load that both states get. */
  private enum Scenario {
    SINGLE("publish, batch 1, 1 connection"),
    SINGLES("publish, batch 1, 32 connections"),
    BATCHES("publish, batch 100, 8 connections"),
    FETCH("fetch passive, 1 client, count 1000"),
    KINDS("50 subscriptions of one event in 50 each");

    private final String title;

    Scenario(String title) {
      this.title = title;
    }

    Figures run(HubUnderLoad hub, int round)
        throws IOException, InterruptedException, ExecutionException {
      return switch (this) {
        case SINGLE -> new Publishing(hub, 1, 1).run(title, MEASURED);
        case SINGLES -> new Publishing(hub, SINGLES_CONNECTIONS, 1).run(title, MEASURED);
        case BATCHES -> new Publishing(hub, BATCH_CONNECTIONS, BATCH).run(title, MEASURED);
        case FETCH -> fetch(hub, round, List.of(""), EVENTS);
        case KINDS -> fetch(hub, round, kinds(), EVENTS_IN_MEMORY);
      };
    }

    /** Several times: once lasts a fraction of a second. */
    private Figures fetch(HubUnderLoad hub, int round, List<String> filters, int events)
        throws IOException, InterruptedException, ExecutionException {
      Figures sum = new Figures(title, 0, Duration.ZERO, Duration.ZERO, new long[0]);
      for (int time = 0; time < FETCHES; time++) {
        String name = title + round + "x" + time;
        sum = sum.plus(new Fetching(hub, name, filters).run(events).figures());
      }
      return sum;
    }

    private static List<String> kinds() {
      return IntStream.range(0, Events.KINDS).mapToObj(Events::filterOf).toList();
    }
  }

  /** Both states in one round of one scenario. */
  private record Pair(Figures before, Figures after) {
    double rate() {
      return after.perSecond() / before.perSecond();
    }

    double cpu() {
      return after.cpuSecondsPerMillion() / before.cpuSecondsPerMillion();
    }
  }

  private final HubUnderLoad before;
  private final HubUnderLoad after;
  private final Map<Scenario, List<Pair>> rounds = new LinkedHashMap<>();

  private CompareReport(HubUnderLoad before, HubUnderLoad after) {
    this.before = before;
    this.after = after;
  }

  /** Arguments: the folder for the report, the project's folder before, the one after. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    String loadBefore = Machine.load();
    LocalDate today = LocalDate.now(ZoneId.systemDefault());
    try (HubUnderLoad before = HubUnderLoad.start(Path.of(arguments[1]).toAbsolutePath());
        HubUnderLoad after = HubUnderLoad.start(Path.of(arguments[2]).toAbsolutePath())) {
      CompareReport report = new CompareReport(before, after);
      report.measure();
      Files.writeString(
          Path.of(arguments[0]).resolve("compare-" + today + ".md"),
          """
          # The dispatcher before and after

          - Date: %s
          - Machine: %s; brokers, hubs and load generator on the same cores
          - Load average before: %s
          - Command: `CompareReport FOLDER BEFORE AFTER`

          Two packaged dispatchers (%s), each with a broker of its own, under the same load in turns: %d rounds,
          %d s for each publishing scenario, %d fetches of %,d and %,d events for the others, the order changed
          from round to round. Events of %d bytes. Each
          ratio is the median of the rounds' ratios, with the least and the greatest. CPU is the dispatcher's
          alone, in CPU seconds for a million events (medians).

          | scenario | events/s before | after | ratio | CPU s/M before | after | ratio | p99 ms before | after |
          |---|---|---|---|---|---|---|---|---|
          %s
          Resident memory at the end: %d MiB before, %d MiB after.
          """
              .formatted(
                  today,
                  Machine.line(),
                  loadBefore,
                  HubUnderLoad.HEAP,
                  ROUNDS,
                  MEASURED.toSeconds(),
                  FETCHES,
                  EVENTS,
                  EVENTS_IN_MEMORY,
                  Events.body(1).length - 2,
                  report.table(),
                  before.residentMebibytes(),
                  after.residentMebibytes()));
    }
  }

  private void measure() throws IOException, InterruptedException, ExecutionException {
    for (HubUnderLoad hub : List.of(before, after)) {
      Figures unusedBatches =
          new Publishing(hub, BATCH_CONNECTIONS, BATCH).run("warm-up", MEASURED);
      Figures unusedSingles = new Publishing(hub, SINGLES_CONNECTIONS, 1).run("warm-up", MEASURED);
      Figures unusedFetches = Scenario.KINDS.run(hub, -1);
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (Scenario scenario : Scenario.values()) {
        rounds.computeIfAbsent(scenario, unused -> new ArrayList<>()).add(pair(scenario, round));
      }
    }
  }

  private Pair pair(Scenario scenario, int round)
      throws IOException, InterruptedException, ExecutionException {
    if (round % 2 == 0) {
      Figures first = scenario.run(before, round);
      return new Pair(first, scenario.run(after, round));
    }
    Figures first = scenario.run(after, round);
    return new Pair(scenario.run(before, round), first);
  }

  private String table() {
    StringBuilder table = new StringBuilder();
    rounds.forEach(
        (scenario, pairs) ->
            table.append(
                "| %s | %,.0f | %,.0f | %s | %.1f | %.1f | %s | %.2f | %.2f |%n"
                    .formatted(
                        scenario.title,
                        median(pairs, pair -> pair.before().perSecond()),
                        median(pairs, pair -> pair.after().perSecond()),
                        range(pairs, Pair::rate),
                        median(pairs, pair -> pair.before().cpuSecondsPerMillion()),
                        median(pairs, pair -> pair.after().cpuSecondsPerMillion()),
                        range(pairs, Pair::cpu),
                        median(pairs, pair -> pair.before().quantileMillis(0.99)),
                        median(pairs, pair -> pair.after().quantileMillis(0.99)))));
    return table.toString();
  }

  private static double median(List<Pair> pairs, ToDoubleFunction<Pair> figure) {
    return sorted(pairs, figure).get(pairs.size() / 2);
  }

  private static String range(List<Pair> pairs, ToDoubleFunction<Pair> figure) {
    List<Double> sorted = sorted(pairs, figure);
    return "**%.2f** (%.2f to %.2f)"
        .formatted(sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast());
  }

  private static List<Double> sorted(List<Pair> pairs, ToDoubleFunction<Pair> figure) {
    return pairs.stream().map(figure::applyAsDouble).sorted(Comparator.naturalOrder()).toList();
  }
}
