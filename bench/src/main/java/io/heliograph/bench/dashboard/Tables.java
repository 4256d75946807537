package io.heliograph.bench.dashboard;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What open live pages ask again and again: four tables every 15 seconds each. */
final class Tables implements AutoCloseable {
  private static final List<String> TABLES =
      List.of("activity?step=1h&", "countries?", "places?limit=500&", "feeds?");
  private static final long EVERY_MILLIS = 15_000;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Lags answers = new Lags();
  private final AtomicLong refused = new AtomicLong();
  private final String base;

  Tables(String service, int pages) {
    this.base = service + "/api/v1/statistics/";
    for (int page = 0; page < pages; page++) {
      clock.scheduleAtFixedRate(
          () -> TABLES.forEach(this::ask),
          EVERY_MILLIS * page / pages,
          EVERY_MILLIS,
          TimeUnit.MILLISECONDS);
    }
  }

  private void ask(String table) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    URI uri =
        URI.create(
            base + table + "from=" + now.minus(7, ChronoUnit.DAYS) + "&to=" + now.plusSeconds(1));
    long startNanos = System.nanoTime();
    var unused =
        http.sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
            .thenAccept(
                answer -> {
                  answers.add((System.nanoTime() - startNanos) / 1_000_000);
                  if (answer.statusCode() != 200) {
                    refused.incrementAndGet();
                  }
                });
  }

  Lags answers() {
    return answers;
  }

  long refused() {
    return refused.get();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    http.shutdownNow();
  }
}
