package io.heliograph.bench.dispatcher;

import io.heliograph.bench.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A live stream while a new plugin reads a long history: latency of the live events before, during
 * and after, and the dispatcher's memory. Writes {@code backlog-<date>.md}.
 */
public final class BacklogReport {
  private static final int BACKLOG = Integer.getInteger("heliograph.backlog", 500_000);
  private static final int PER_SECOND = Integer.getInteger("heliograph.live", 200);
  private static final int BATCH = 500;
  private static final int COUNT = 1_000;
  private static final Duration PHASE = Duration.ofSeconds(40);

  private final HubUnderLoad hub;
  private final List<String> rows = new ArrayList<>();

  private BacklogReport(HubUnderLoad hub) {
    this.hub = hub;
  }

  /** Argument: the folder, by default {@code bench/results}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments.length > 0 ? arguments[0] : "bench/results");
    Files.createDirectories(folder);
    String loadBefore = Machine.load();
    Path home = Path.of(System.getProperty("heliograph.home", ".")).toAbsolutePath();
    LocalDate today = LocalDate.now(ZoneId.systemDefault());
    try (HubUnderLoad hub = HubUnderLoad.start(home)) {
      String body = new BacklogReport(hub).measure();
      Files.writeString(
          folder.resolve("backlog-" + today + ".md"),
          """
          # A backlog beside a live stream

          - Date: %s
          - Machine: %s; broker, hub (%s) and load generator on the same cores
          - Load average before: %s
          - Command: `java -Dheliograph.home=. -cp 'bench/target/classes:bench/target/lib/*' io.heliograph.bench.dispatcher.BacklogReport`

          Eight workers of a live plugin wait for %d events a second of %d bytes, published over four connections one by one with sync=true; latency is from when an event was due
          to be published to its arrival. One plugin has read the history before, to warm up. Then a plugin that is new reads a history of %,d events, %d at a
          time.

          %s"""
              .formatted(
                  today,
                  Machine.line(),
                  HubUnderLoad.HEAP,
                  loadBefore,
                  PER_SECOND,
                  Events.body(1).length - 2,
                  BACKLOG,
                  COUNT,
                  body));
    }
  }

  private String measure() throws IOException, InterruptedException {
    try (Connection connection = hub.connect()) {
      for (int sent = 0; sent < BACKLOG; sent += BATCH) {
        byte[] unused = connection.post("/api/v2/event?model=binary&sync=true", Events.body(BATCH));
      }
    }
    try (LiveStream live = new LiveStream(hub, PER_SECOND)) {
      Figures unusedWarmUp = catchUp("warm-up: another plugin catches up", "earlier", live);
      TimeUnit.SECONDS.sleep(15);
      long[] unused = live.takeLatencies();
      Figures before = quiet("before", live);
      long memoryBefore = hub.residentMebibytes();
      Figures during = catchUp("during the catch-up", "latecomer", live);
      TimeUnit.SECONDS.sleep(10);
      long memoryAfter = hub.residentMebibytes();
      unused = live.takeLatencies();
      Figures after = quiet("after", live);
      return """
      | phase | live events | p50 ms | p99 ms | worst ms |
      |---|---|---|---|---|
      %s

      - Catch-up: %,d events in %.1f s, %,.0f a second
      - Live p99 during the catch-up: **%.2f times** before
      - Resident memory: %d MiB before, %d MiB after: **%.2f times**
      - Live events under way at the end: %d
      """
              .formatted(
                  String.join("\n", rows),
                  BACKLOG,
                  during.elapsed().toMillis() / 1e3,
                  BACKLOG * 1e3 / during.elapsed().toMillis(),
                  during.quantileMillis(0.99) / before.quantileMillis(0.99),
                  memoryBefore,
                  memoryAfter,
                  (double) memoryAfter / memoryBefore,
                  live.underWay())
          + (after.events() == 0 ? "\nNothing arrived afterwards.\n" : "");
    }
  }

  private Figures quiet(String name, LiveStream live) throws IOException, InterruptedException {
    long begunNanos = System.nanoTime();
    TimeUnit.MILLISECONDS.sleep(PHASE.toMillis());
    return figures(name, live, begunNanos);
  }

  private Figures catchUp(String name, String plugin, LiveStream live) throws IOException {
    long begunNanos = System.nanoTime();
    int got = 0;
    try (Connection connection = hub.connect()) {
      while (got < BACKLOG) {
        got +=
            Fetching.fetched(
                connection.get(
                    "/api/v2/event/binary/passive?version=1&r-historic=true&deadline=5&count="
                        + COUNT
                        + "&name="
                        + plugin));
      }
    }
    return figures(name, live, begunNanos);
  }

  private Figures figures(String name, LiveStream live, long begunNanos) throws IOException {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begunNanos);
    long[] latencies = live.takeLatencies();
    Figures figures = new Figures(name, latencies.length, elapsed, Duration.ZERO, latencies);
    rows.add(
        "| %s | %,d | %.1f | %.1f | %.1f |"
            .formatted(
                name,
                figures.events(),
                figures.quantileMillis(0.5),
                figures.quantileMillis(0.99),
                figures.quantileMillis(1)));
    return figures;
  }
}
