package io.heliograph.bench.dispatcher;

import io.heliograph.bench.Machine;
import io.heliograph.bench.Threads;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Readers of history who are ready to wait 300 s for each answer, first one, then many side by
 * side, against a dispatcher with the JVM options of {@code heliograph up}; a live plugin is served
 * meanwhile. Says what the collector took. Writes {@code history-<date>-<name>.md}.
 */
public final class HistoryReport {
  private static final List<String> COLLECTOR = List.of("GC Thread", "G1 ");

  /** As many as one answer: a fetch waits for a full one. */
  private static final int BATCH = 1_000;

  private static final int COUNT = 1_000;
  private static final long LIVE_MILLIS = 20;

  private final HubUnderLoad hub;
  private final Path collections;
  private final List<String> rows = new ArrayList<>();

  private HistoryReport(HubUnderLoad hub, Path collections) {
    this.hub = hub;
    this.collections = collections;
  }

  /**
   * Arguments: the folder, a name for the state that is measured, MiB of history for one reader,
   * readers side by side, MiB for each of them. The system property {@code heliograph.home} says
   * whose packaged dispatcher runs.
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    Path folder = Path.of(arguments[0]);
    String name = arguments[1];
    int one = Integer.parseInt(arguments[2]);
    int readers = Integer.parseInt(arguments[3]);
    int each = Integer.parseInt(arguments[4]);
    String loadBefore = Machine.load();
    Path log = Files.createTempFile("heliograph-bench-", ".gc");
    List<String> jvm =
        List.of("-Xmx512m", "-XX:+UseG1GC", "-XX:+ExitOnOutOfMemoryError", "-Xlog:gc:file=" + log);
    Path home = Path.of(System.getProperty("heliograph.home", ".")).toAbsolutePath();
    LocalDate today = LocalDate.now(ZoneId.systemDefault());
    try (HubUnderLoad hub = HubUnderLoad.start(home, jvm)) {
      HistoryReport report = new HistoryReport(hub, log);
      report.publish(Math.max(one, each));
      report.readWhileItLives("1 reader", 1, one);
      report.readWhileItLives(readers + " readers side by side", readers, each);
      Files.writeString(
          folder.resolve("history-" + today + "-" + name + ".md"),
          """
          # Readers of history that would wait: %s

          - Date: %s
          - Machine: %s; broker, hub and readers on the same cores
          - Load average before: %s
          - Dispatcher: %s
          - Command: `HistoryReport %s`

          Passive, `deadline=300`, `count=1000`, events of %d bytes; beside them a live plugin is given an event
          every %d ms. "Collector" is the share of the collector's threads in the dispatcher's CPU.

          | scenario | events | events/s | CPU s/M | answer p99 ms | collector | full collections | live p99 ms | resident MiB |
          |---|---|---|---|---|---|---|---|---|
          %s
          """
              .formatted(
                  name,
                  today,
                  Machine.line(),
                  loadBefore,
                  String.join(" ", jvm.subList(0, 3)),
                  String.join(" ", arguments),
                  Events.body(1).length - 2,
                  LIVE_MILLIS,
                  String.join("\n", Collections.unmodifiableList(report.rows))));
    } finally {
      Files.deleteIfExists(log);
    }
  }

  private void publish(int mebibytes) throws IOException {
    long events = events(mebibytes);
    try (Connection connection = hub.connect()) {
      for (long sent = 0; sent < events; sent += BATCH) {
        byte[] unused = connection.post("/api/v2/event?model=binary&sync=true", Events.body(BATCH));
      }
    }
  }

  private static long events(int mebibytes) {
    return ((long) mebibytes << 20) / (Events.body(1).length - 2);
  }

  /** A dispatcher that ends is a result, too. */
  private void readWhileItLives(String scenario, int readers, int mebibytes)
      throws IOException, InterruptedException, ExecutionException {
    try {
      read(scenario, readers, mebibytes);
    } catch (IOException | ExecutionException failure) {
      if (!hub.hasEnded()) {
        throw failure;
      }
      rows.add("| %s | the dispatcher ended | | | | | | | |".formatted(scenario));
      System.out.println(rows.getLast());
    }
  }

  private void read(String scenario, int readers, int mebibytes)
      throws IOException, InterruptedException, ExecutionException {
    long events = events(mebibytes);
    long fullBefore = fullCollections();
    Threads threadsBefore = Threads.of(hub.pid());
    Duration cpuBefore = hub.cpu();
    List<Long> answers = Collections.synchronizedList(new ArrayList<>());
    List<Long> live = Collections.synchronizedList(new ArrayList<>());
    AtomicBoolean over = new AtomicBoolean();
    long begunNanos = System.nanoTime();
    Duration elapsed;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> plugin = threads.submit(() -> liveEvents(scenario, over, live));
      List<Future<?>> running = new ArrayList<>();
      for (int reader = 0; reader < readers; reader++) {
        String name = scenario.replaceAll("\\W", "") + reader;
        running.add(threads.submit(() -> readAll(name, events, answers)));
      }
      for (Future<?> one : running) {
        one.get();
      }
      elapsed = Duration.ofNanos(System.nanoTime() - begunNanos);
      over.set(true);
      plugin.get();
    }
    Figures figures =
        new Figures(
            scenario,
            events * readers,
            elapsed,
            hub.cpu().minus(cpuBefore),
            answers.stream().mapToLong(Long::longValue).toArray());
    Figures plugin =
        new Figures(
            "live",
            live.size(),
            elapsed,
            Duration.ZERO,
            live.stream().mapToLong(Long::longValue).toArray());
    rows.add(
        "| %s | %,d | %,.0f | %.1f | %.0f | %.1f %% | %d | %.0f | %d |"
            .formatted(
                scenario,
                figures.events(),
                figures.perSecond(),
                figures.cpuSecondsPerMillion(),
                figures.quantileMillis(0.99),
                100 * Threads.of(hub.pid()).shareSince(threadsBefore, COLLECTOR),
                fullCollections() - fullBefore,
                plugin.quantileMillis(0.99),
                hub.residentMebibytes()));
    System.out.println(rows.getLast());
  }

  private Void readAll(String name, long events, List<Long> answers) throws IOException {
    String target =
        "/api/v2/event/binary/passive?version=1&r-historic=true&deadline=300&count="
            + COUNT
            + "&name="
            + name;
    long got = 0;
    try (Connection connection = hub.connect()) {
      while (got < events) {
        long askedNanos = System.nanoTime();
        got += Fetching.fetched(connection.get(target));
        answers.add(System.nanoTime() - askedNanos);
      }
    }
    return null;
  }

  /** Publishes an event of its own at a steady rate, and waits until the plugin has it. */
  private Void liveEvents(String scenario, AtomicBoolean over, List<Long> lags)
      throws IOException, InterruptedException {
    String target =
        "/api/v2/event/binary/passive?version=1&r-live=true&deadline=60&count=1&name=live"
            + scenario.replaceAll("\\W", "");
    try (Connection publisher = hub.connect();
        Connection plugin = hub.connect()) {
      byte[] unusedFirst = plugin.get(target.replace("deadline=60", "deadline=0"));
      while (!over.get()) {
        Thread.sleep(LIVE_MILLIS);
        long sentNanos = System.nanoTime();
        byte[] unused = publisher.post("/api/v2/event?model=binary&sync=true", Events.body(1));
        while (Fetching.fetched(plugin.get(target)) == 0) {
          // Its deadline passed: it goes on waiting, as a plugin does.
        }
        lags.add(System.nanoTime() - sentNanos);
      }
      return null;
    }
  }

  private long fullCollections() throws IOException {
    try (var lines = Files.lines(collections)) {
      return lines.filter(line -> line.contains("Pause Full")).count();
    }
  }
}
