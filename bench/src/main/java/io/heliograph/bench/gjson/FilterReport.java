package io.heliograph.bench.gjson;

import io.heliograph.bench.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures all filters on both events, and the Go original between ours, and writes {@code
 * gjson-<date>.md} (the table) and {@code gjson-<date>.txt} (JMH's own output) into a folder.
 */
public final class FilterReport {
  private static final int FORKS = 1;
  private static final int ITERATIONS = 8;
  private static final int WARMUP_ITERATIONS = 5;
  private static final int MEASURED_MILLIS = 200;
  private static final int WARMUP_MILLIS = 300;

  private static final List<Filter> FIRST = List.of(Filter.values()).subList(0, 6);
  private static final List<Filter> SECOND = List.of(Filter.values()).subList(6, 12);

  private FilterReport() {}

  /** Arguments: the folder, and the program built of {@code bench/src/main/go/peer.go}. */
  public static void main(String[] arguments) throws IOException, RunnerException {
    Path folder = Path.of(arguments[0]);
    Peer peer = new Peer(Path.of(arguments[1]));
    Files.createDirectories(folder);
    String name = "gjson-" + LocalDate.now(ZoneId.systemDefault());
    Path raw = folder.resolve(name + ".txt");
    Files.deleteIfExists(raw);
    List<RunResult> results = new ArrayList<>();
    String machine = Machine.line();
    peer.run();
    for (Event event : Event.values()) {
      for (List<Filter> half : List.of(FIRST, SECOND)) {
        results.addAll(measured(event, half, raw));
        peer.run();
      }
    }
    String settings =
        "%d fork x %d iterations of %d ms after %d of %d ms"
            .formatted(FORKS, ITERATIONS, MEASURED_MILLIS, WARMUP_ITERATIONS, WARMUP_MILLIS);
    String table = new FilterTable(results, peer).text();
    Files.writeString(
        folder.resolve(name + ".md"),
        """
        # GJSON filters: cost of one evaluation

        - Date: %s
        - Machine: %s
        - Load average at the end: %s
        - Command: `FilterReport bench/results PEER`, as in `bench/README.md`
        - JMH 1.37, %s; its output, less the lines with paths of the machine: `%s`

        Nanoseconds of **CPU time** per evaluation (ours of the thread, Go's of the process), the least of all
        iterations. `matches` is the keep decision of the dispatcher, with the bytes that it allocates as
        JMH's `gc` profiler counts them (the harness's own share of each iteration included); `get` the whole answer.
        *Go here*: tidwall/gjson 1.14.4, `Get(string)`, in the same run, five times between ours. *Recorded*:
        tidwall/gjson v1.19.0, Go 1.19.8, of another day on another machine (two shared Xeon cores).

        %s"""
            .formatted(
                LocalDate.now(ZoneId.systemDefault()),
                machine,
                Machine.load(),
                settings,
                raw.getFileName(),
                table));
  }

  /** Where the JDK and this folder are is nobody's business; warnings of JMH's own name them. */
  private static void withoutPaths(Path raw) throws IOException {
    Files.write(
        raw,
        Files.readAllLines(raw).stream()
            .filter(line -> !line.startsWith("# VM invoker") && !line.startsWith("WARNING:"))
            .toList());
  }

  private static Collection<RunResult> measured(Event event, List<Filter> filters, Path raw)
      throws IOException, RunnerException {
    Path part = Files.createTempFile("jmh", ".txt");
    try {
      Collection<RunResult> results = new Runner(options(event, filters, part)).run();
      withoutPaths(part);
      Files.write(
          raw, Files.readAllBytes(part), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return results;
    } finally {
      Files.delete(part);
    }
  }

  private static Options options(Event event, List<Filter> filters, Path raw) {
    return new OptionsBuilder()
        .param("event", event.name())
        .param("filter", filters.stream().map(Filter::name).toArray(String[]::new))
        .addProfiler(GCProfiler.class)
        .include(FilterBenchmark.class.getName())
        .forks(FORKS)
        .warmupIterations(WARMUP_ITERATIONS)
        .warmupTime(TimeValue.milliseconds(WARMUP_MILLIS))
        .measurementIterations(ITERATIONS)
        .measurementTime(TimeValue.milliseconds(MEASURED_MILLIS))
        .jvmArgs("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC")
        .output(raw.toString())
        .build();
  }
}
