package io.heliograph.bench.gjson;

import io.heliograph.bench.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures all filters on both events and writes {@code gjson-<date>.md} (the table) and {@code
 * gjson-<date>.txt} (JMH's own output) into a folder, by default {@code bench/results}.
 */
public final class FilterReport {
  private static final int FORKS = 1;
  private static final int ITERATIONS = 8;
  private static final int WARMUP_ITERATIONS = 5;
  private static final int MEASURED_MILLIS = 200;
  private static final int WARMUP_MILLIS = 300;

  private FilterReport() {}

  /** Arguments: the folder, then the command line to be noted in the report. */
  public static void main(String[] arguments) throws IOException, RunnerException {
    Path folder = Path.of(arguments.length > 0 ? arguments[0] : "bench/results");
    Files.createDirectories(folder);
    String name = "gjson-" + LocalDate.now(ZoneId.systemDefault());
    Path raw = folder.resolve(name + ".txt");
    String machine = Machine.line();
    Collection<RunResult> results = new Runner(options(raw)).run();
    withoutPaths(raw);
    String command = arguments.length > 1 ? arguments[1] : "FilterReport " + folder;
    String settings =
        "%d fork x %d iterations of %d ms after %d of %d ms"
            .formatted(FORKS, ITERATIONS, MEASURED_MILLIS, WARMUP_ITERATIONS, WARMUP_MILLIS);
    String table = new FilterTable(results).text();
    Files.writeString(
        folder.resolve(name + ".md"),
        """
        # GJSON filters: cost of one evaluation

        - Date: %s
        - Machine: %s
        - Load average at the end: %s
        - Command: `%s`
        - JMH 1.37, %s; its output, less the lines with paths of the machine: `%s`

        Nanoseconds of **thread CPU time** per evaluation, the least of all iterations (as the original's
        figures are the least of ten runs). `matches` is the keep decision of the dispatcher, `get` the whole
        answer. *Original*: tidwall/gjson v1.19.0, Go 1.19.8, `Get(string)`, process CPU time. **Its figures
        were recorded in another run on another machine (two shared Xeon cores), not side by side**: a ratio
        below 1 says that ours took less time than the recorded figure, not how both would do on one machine.

        %s"""
            .formatted(
                LocalDate.now(ZoneId.systemDefault()),
                machine,
                Machine.load(),
                command,
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

  private static Options options(Path raw) {
    return new OptionsBuilder()
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
