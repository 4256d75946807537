package io.heliograph.bench.dashboard;

import io.heliograph.bench.Threads;
import io.heliograph.local.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replays a feed over HTTP and waits for its last effect in Redis. */
final class Replaying {
  private static final String REPLAYS = "/api/v1/statistics/replays";
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final long LOOK_MILLIS = 50;

  private final ServiceProcess service;
  private final URI redis;
  private final String feed;
  private final long lines;

  Replaying(ServiceProcess service, URI redis, Path feed) throws IOException {
    this.service = service;
    this.redis = redis;
    this.feed = Files.readString(feed);
    this.lines = this.feed.lines().count();
  }

  /**
   * What one replay cost.
   *
   * @param commands in Redis, those within scripts included
   */
  record Cost(
      long messages,
      double wallSeconds,
      double serviceSeconds,
      double redisSeconds,
      double calls,
      double commands,
      String threads) {

    double perCpuSecond() {
      return messages / (serviceSeconds + redisSeconds);
    }

    String row() {
      return "| %,d | %.2f | %.2f | %.2f | %,.0f | %.0f | %.0f | %.2f | %.1f |"
          .formatted(
              messages,
              wallSeconds,
              serviceSeconds,
              redisSeconds,
              perCpuSecond(),
              serviceSeconds / messages * 1e6,
              redisSeconds / messages * 1e6,
              calls / messages,
              commands / messages);
    }
  }

  Cost run(int times) throws IOException, InterruptedException {
    String body = feed.repeat(times);
    RedisFigures redisBefore = RedisFigures.of(redis);
    Threads threadsBefore = Threads.of(service.pid());
    double serviceBefore = service.cpu().toNanos() / 1e9;
    long startNanos = System.nanoTime();

    String id = post(body);
    while (!service.get(REPLAYS + "/" + id).body().contains("\"counted\"")) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }

    double wall = (System.nanoTime() - startNanos) / 1e9;
    double cpu = service.cpu().toNanos() / 1e9 - serviceBefore;
    RedisFigures after = RedisFigures.of(redis);
    return new Cost(
        lines * times,
        wall,
        cpu,
        after.cpuSeconds() - redisBefore.cpuSeconds(),
        after.scripts() - redisBefore.scripts(),
        after.commands() - redisBefore.commands(),
        String.join(", ", Threads.of(service.pid()).since(threadsBefore)));
  }

  private String post(String body) throws IOException, InterruptedException {
    HttpResponse<String> answer = service.post(REPLAYS, "application/x-ndjson", body);
    Matcher id = ID.matcher(answer.body());
    if (answer.statusCode() != 202 || !id.find()) {
      throw new IOException("the dashboard refused: " + answer.body());
    }
    return id.group(1);
  }
}
