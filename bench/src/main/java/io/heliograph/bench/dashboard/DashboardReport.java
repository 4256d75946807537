package io.heliograph.bench.dashboard;

import io.heliograph.bench.Machine;
import io.heliograph.local.LocalStack;
import io.heliograph.local.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Measures the dashboard and writes a report into a folder. */
public final class DashboardReport {
  private static final Path VECTORS = Path.of("src/test/resources/misp");
  private static final int PAGES = 200;
  private static final int RATE = 500;
  private static final int[] TIMES = {10, 10, 100, 100, 100, 100, 100, 100, 100, 100};

  private final List<String> lines = new ArrayList<>();

  private DashboardReport() {}

  /** Runs; the arguments are the folder of the results, and options of the service's JVM. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    Path folder = Path.of(arguments[0]);
    List<String> options = List.of(arguments).subList(1, arguments.length);
    String date = LocalDate.now(java.time.ZoneId.systemDefault()).toString();
    DashboardReport report = new DashboardReport();
    report.say("# The dashboard: what a message costs, and how long it takes to a page\n");
    report.say("- Date: " + date);
    report.say(
        "- Machine: "
            + Machine.line()
            + "; service, Kafka, Redis, browser and load on the same cores");
    report.say("- Load average before: " + Machine.load());
    report.say(
        "- Command: `java -Xmx512m -Dheliograph.home=. -cp 'bench/target/classes:bench/target/lib/*'"
            + " io.heliograph.bench.dashboard.DashboardReport bench/results`\n");
    Path scratch = Files.createTempDirectory("heliograph-bench-");
    int port = ServiceProcess.freePort();
    Path module = ServiceProcess.module("dashboard-svc");
    Path feed = module.resolve(VECTORS).resolve("feed.jsonl");
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka().redis());
        ServiceProcess service = service(stack, scratch, port);
        Sender sender = new Sender(feed, port)) {
      service.jvm(options.toArray(String[]::new)).start().awaitReady();
      URI redis = URI.create(stack.redis().uri());
      report.replay(new Replaying(service, redis, feed));
      report.live(new LiveLag(service, redis, sender, scratch));
    }
    Files.writeString(
        folder.resolve("dashboard-" + date + ".md"), String.join("\n", report.lines) + "\n");
  }

  private static ServiceProcess service(LocalStack stack, Path folder, int feedPort) {
    Path module = ServiceProcess.module("dashboard-svc");
    return new ServiceProcess("dashboard", module, folder)
        .jvm("-XX:TieredStopAtLevel=4")
        .with("kafka.bootstrap.servers=" + stack.kafka().bootstrap())
        .with("hub.redis.uri=" + stack.redis().uri())
        .with("hub.live.streams-per-address-max=500")
        .with("hub.misp.feeds.bench=tcp://127.0.0.1:" + feedPort)
        .with(
            "hub.statistics.geo.databases="
                + module.resolve(VECTORS).resolve("geo-test-city.mmdb").toAbsolutePath());
  }

  private void say(String line) {
    lines.add(line);
    System.out.println(line);
  }

  private void replay(Replaying replaying) throws IOException, InterruptedException {
    say("## Counting\n");
    say("The vectors' feed over HTTP to its last effect in Redis, in one process just started:\n");
    say(
        "| messages | wall s | service CPU s | Redis CPU s | messages per CPU second | service us each"
            + " | Redis us each | script calls each | commands each, those in scripts included |");
    say("|---|---|---|---|---|---|---|---|---|");
    List<String> threads = new ArrayList<>();
    for (int times : TIMES) {
      Replaying.Cost cost = replaying.run(times);
      say(cost.row());
      threads.add("- " + cost.threads());
    }
    say("\nThreads of the service in each round:\n");
    threads.forEach(this::say);
    say("");
  }

  private void live(LiveLag lag)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    say("## From a MISP instance to open pages\n");
    say(
        "%d pages (each: the streams `lines` and `map`, four tables every 15 s) and one browser with the live page, %d messages/s over ZeroMQ:\n"
            .formatted(PAGES, RATE));
    lag.awaitConnected();
    say("Warm-up:\n");
    lag.run(PAGES, RATE, Duration.ofSeconds(20)).forEach(this::say);
    say("Measured:\n");
    lag.run(PAGES, RATE, Duration.ofSeconds(60)).forEach(this::say);
  }
}
