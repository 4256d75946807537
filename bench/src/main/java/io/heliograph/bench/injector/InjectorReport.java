package io.heliograph.bench.injector;

import io.heliograph.bench.Machine;
import io.heliograph.local.LocalStack;
import io.heliograph.local.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures the injector and writes a report into a folder. */
public final class InjectorReport {
  private static final int RATE = 2_000;
  private static final int LOADED = 100_000;
  private static final int MANY = 1_000_000;
  private static final long START_SECONDS_MAX = 600;
  private static final Duration TIME = Duration.ofSeconds(20);

  private final List<String> lines = new ArrayList<>();

  private InjectorReport() {}

  /** Runs; the arguments are the folder of the results and what is measured, else all. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    String date = LocalDate.now(java.time.ZoneId.systemDefault()).toString();
    InjectorReport report = new InjectorReport();
    report.say("# The injector with many inserts\n");
    report.say("- Date: " + date);
    report.say("- Machine: " + Machine.line() + "; broker, services and load on the same cores");
    report.say("- Load average before: " + Machine.load());
    report.say(
        "- Command: `java -Xmx1g -Dheliograph.home=. -cp"
            + " 'bench/target/classes:bench/target/lib/*'"
            + " io.heliograph.bench.injector.InjectorReport bench/results`\n");
    Path scratch = Files.createTempDirectory("heliograph-bench-");
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka());
        ServiceProcess dispatcher = dispatcher(stack, scratch);
        ServiceProcess injector = injector(stack, scratch, dispatcher)) {
      dispatcher.start().awaitReady();
      List<String> parts = arguments.length > 1 ? List.of(arguments[1]) : List.of("all");
      if (!parts.contains("start")) {
        report.children(stack, dispatcher, injector);
        injector.kill();
      }
      if (!parts.contains("children")) {
        report.start(stack, injector);
      }
    }
    Files.writeString(
        folder.resolve("injector-" + date + ".md"), String.join("\n", report.lines) + "\n");
  }

  private void say(String line) {
    lines.add(line);
    System.out.println(line);
  }

  private static ServiceProcess dispatcher(LocalStack stack, Path folder) {
    ServiceProcess process =
        new ServiceProcess("dispatcher", ServiceProcess.module("dispatcher-svc"), folder);
    return process
        .jvm("-Xmx512m", "-XX:TieredStopAtLevel=4")
        .with("kafka.bootstrap.servers=" + stack.kafka().bootstrap())
        .with("hub.data.directory=" + folder.resolve("data"));
  }

  private static ServiceProcess injector(LocalStack stack, Path folder, ServiceProcess dispatcher) {
    return new ServiceProcess("injector", ServiceProcess.module("injector-svc"), folder)
        .jvm("-Xmx3g", "-XX:TieredStopAtLevel=4")
        .jvm(System.getProperty("injector.options", "-Xmx3g").split(" "))
        .with("kafka.bootstrap.servers=" + stack.kafka().bootstrap())
        .with("hub.copies.dispatcher=" + dispatcher.url())
        .with("hub.inserts.bytes-max=2500000000")
        .with("hub.inserts.count-max=10000000")
        .with("hub.inserts.per-author-max=10000000")
        .with("hub.inserts.per-author-bytes-max=2500000000");
  }

  private void children(LocalStack stack, ServiceProcess dispatcher, ServiceProcess injector)
      throws IOException, InterruptedException {
    Inserts.write(stack.kafka().bootstrap(), LOADED);
    injector.start().awaitReady();
    say(
        "%,d events/s over HTTP in batches of 20, %,d inserts of %,d bytes loaded; from the"
                .formatted(RATE, LOADED, Inserts.insert(0).length())
            + " acknowledgement of a parent until a reader of committed records has its child:\n");
    say(
        "| parents among events | events/s | parents | children read | p50 ms | p99 ms | max ms |"
            + " injector's CPU s | broker and dispatcher's CPU s |");
    say("|---|---|---|---|---|---|---|---|---|");
    int first = 0;
    for (int every : new int[] {10, 10, 2}) {
      Load load = new Load(stack.kafka().bootstrap(), dispatcher.url(), RATE, every);
      Duration ofInjector = injector.cpu();
      Duration ofOthers = cpu(stack.kafka().pid()).plus(dispatcher.cpu());
      Load.Result result = load.run(first, TIME);
      first += result.parents();
      say(
          String.format(
              Locale.ROOT,
              "| one in %d%s | %,.0f | %,d | %,d | %.1f | %.1f | %.1f | %.1f | %.1f |",
              every,
              first == result.parents() ? " (warm-up)" : "",
              result.perSecond(),
              result.parents(),
              result.sortedMillis().length,
              result.quantile(0.5),
              result.quantile(0.99),
              result.quantile(1),
              injector.cpu().minus(ofInjector).toMillis() / 1e3,
              cpu(stack.kafka().pid()).plus(dispatcher.cpu()).minus(ofOthers).toMillis() / 1e3));
    }
    say("\nTransactions of the injector meanwhile, in seconds:\n");
    say("```");
    injector
        .managed("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("injector_") && !line.startsWith("#"))
        .forEach(this::say);
    say("```\n");
  }

  private void start(LocalStack stack, ServiceProcess injector)
      throws IOException, InterruptedException {
    Inserts.write(stack.kafka().bootstrap(), MANY);
    long beforeNanos = System.nanoTime();
    injector.start().awaitReady(START_SECONDS_MAX);
    double seconds = (System.nanoTime() - beforeNanos) / 1e9;
    say("Start with %,d inserts (-Xmx3g, serial collector):\n".formatted(MANY));
    say("- process started to ready: %.1f s".formatted(seconds));
    injector
        .logText()
        .lines()
        .filter(line -> line.contains("inserts loaded"))
        .reduce((former, last) -> last)
        .ifPresent(line -> say("- " + line.substring(line.indexOf("inserts are"))));
    heap(injector);
    say("- resident: %,d MiB".formatted(injector.residentBytes() >> 20));
  }

  private static Duration cpu(long pid) {
    return ProcessHandle.of(pid).flatMap(one -> one.info().totalCpuDuration()).orElseThrow();
  }

  /** What is live, after a collection. */
  private void heap(ServiceProcess injector) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    String pid = Long.toString(injector.pid());
    for (String command : List.of("GC.run", "GC.heap_info")) {
      Process process = new ProcessBuilder(jcmd.toString(), pid, command).start();
      new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains("total") && line.contains("used"))
          .forEach(line -> say("- after a collection:" + line));
      process.waitFor();
    }
  }
}
