package io.heliograph.bench.dashboard;

import io.heliograph.bench.Threads;
import io.heliograph.local.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long a line takes from a MISP instance that sends it to pages that are open: so many
 * connections that behave as the live page does, and one real browser, which notes each line when
 * it has been drawn.
 */
final class LiveLag {
  /** Notes the age of each line that is added, after the frame that shows it. */
  private static final String WATCH =
      """
      (() => { window.ages = [];
        new MutationObserver((changes) => requestAnimationFrame(() => setTimeout(() => {
          for (const change of changes) for (const line of change.addedNodes) {
            const sent = /sent=([0-9]{13})/.exec(line.textContent);
            if (sent) window.ages.push(Date.now() - Number(sent[1]));
          }
        }))).observe(document.querySelector('.lines'), { childList: true });
        return 'watching'; })()
      """;

  private static final String AGES = "window.ages.join(' ')";

  private final ServiceProcess service;
  private final URI redis;
  private final Sender sender;
  private final Path scratch;

  LiveLag(ServiceProcess service, URI redis, Sender sender, Path scratch) {
    this.service = service;
    this.redis = redis;
    this.sender = sender;
    this.scratch = scratch;
  }

  /** Returns when the service hears the sender. */
  void awaitConnected() throws IOException, InterruptedException {
    while (!service.get("/api/v1/statistics/feeds").body().contains("\"receiving\"")) {
      sender.beat();
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** Runs once; the lines of the report. */
  List<String> run(int pages, int perSecond, Duration time)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    Path profile = Files.createDirectory(scratch.resolve("profile-" + System.nanoTime()));
    try (Chromium browser = new Chromium(profile, service.url() + "/?page=live");
        Pages open = new Pages(service.port(), pages);
        Tables tables = new Tables(service.url(), pages)) {
      browser.awaitLoaded();
      TimeUnit.SECONDS.sleep(3);
      browser.evaluate(WATCH);
      double serviceBefore = service.cpu().toNanos() / 1e9;
      double redisBefore = RedisFigures.of(redis).cpuSeconds();
      Threads threadsBefore = Threads.of(service.pid());

      long sent = sender.run(perSecond, time);

      TimeUnit.SECONDS.sleep(3);
      double seconds = time.toMillis() / 1e3;
      double cpu = service.cpu().toNanos() / 1e9 - serviceBefore;
      double redisCpu = RedisFigures.of(redis).cpuSeconds() - redisBefore;
      Lags shown = new Lags();
      for (String age : browser.evaluate(AGES).split(" ", -1)) {
        shown.add(Long.parseLong(age));
      }
      List<String> lines = new ArrayList<>();
      lines.add(
          "%,d messages in %.0f s (%.0f/s); %d of %d streams ended; %d tables asked for, %d refused.\n"
              .formatted(
                  sent,
                  seconds,
                  sent / seconds,
                  open.ended(),
                  pages * 2,
                  tables.answers().size(),
                  tables.refused()));
      lines.add("| who | lines | p50 ms | p95 ms | p99 ms | max ms |");
      lines.add("|---|---|---|---|---|---|");
      lines.add(open.lags().row(pages + " connections"));
      lines.add(shown.row("browser, drawn"));
      lines.add(tables.answers().row("tables, asked to answered"));
      lines.add(
          "\nOf a core: service %.2f, Redis %.2f. Threads of the service: %s.\n"
              .formatted(
                  cpu / seconds,
                  redisCpu / seconds,
                  String.join(", ", Threads.of(service.pid()).since(threadsBefore))));
      return lines;
    }
  }
}
