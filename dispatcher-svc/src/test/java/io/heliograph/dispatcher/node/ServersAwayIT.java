package io.heliograph.dispatcher.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.local.LocalStack;
import io.heliograph.testkit.EventJson;
import io.heliograph.testkit.HubClient;
import io.heliograph.testkit.HubProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The broker is killed under load and comes back, then Redis goes away for a while: answers are
 * clear, nothing acknowledged is lost, work goes on by itself (contract faults.md rows R3 and R7).
 */
@Tag("processes")
class ServersAwayIT {
  private static final int PUBLISHERS = 3;
  private static final Duration BROKER_AWAY = Duration.ofSeconds(10);
  private static final Duration REDIS_AWAY =
      Duration.ofSeconds("long".equals(System.getProperty("heliograph.tests")) ? 60 : 10);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(12);

  /** An answer to a publication that was not 200. */
  private record Refusal(int status, boolean retryAfter, Duration after) {}

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private final HubClient client = new HubClient();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
  private final Set<String> completed = ConcurrentHashMap.newKeySet();
  private final Set<String> cameBack = ConcurrentHashMap.newKeySet();
  private final Set<String> read = ConcurrentHashMap.newKeySet();
  private volatile boolean publishing = true;
  private volatile boolean running = true;

  @Test
  void shouldLoseNothingAndGoOnByItself() throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka().redis());
        HubProcess hub = new HubProcess(stack.kafka().bootstrap(), 0, folder)) {
      hub.with("hub.redis.uri=" + stack.redis().uri()).start().awaitReady();
      List<Thread> load = new ArrayList<>();
      for (int i = 0; i < PUBLISHERS; i++) {
        load.add(Thread.ofVirtual().start(() -> publish(hub.url())));
      }
      load.add(Thread.ofVirtual().start(() -> work(hub.url())));
      load.add(Thread.ofVirtual().start(() -> read(hub.url())));
      awaitMore(50);

      stack.kafka().kill();
      TimeUnit.MILLISECONDS.sleep(BROKER_AWAY.toMillis());
      stack.kafka().restart();
      awaitMore(50);
      assertThat(refusals).isNotEmpty();
      assertThat(refusals)
          .allSatisfy(
              refusal -> {
                assertThat(refusal.status()).isIn(500, 503);
                assertThat(refusal.after()).isLessThan(ANSWER_LIMIT);
                assertThat(refusal.retryAfter()).isEqualTo(refusal.status() == 503);
              });
      assertThat(refusals).anyMatch(refusal -> refusal.status() == 503);
      refusals.clear();

      stack.redis().kill();
      int completedBefore = completed.size();
      int acknowledgedBefore = acknowledged.size();
      TimeUnit.MILLISECONDS.sleep(REDIS_AWAY.toMillis());
      assertThat(acknowledged.size())
          .as("published without Redis")
          .isGreaterThan(acknowledgedBefore);
      assertThat(completed.size()).as("worked on without Redis").isGreaterThan(completedBefore);
      assertThat(refusals).as("refused without Redis").isEmpty();
      stack.redis().restart();
      awaitMore(50);

      publishing = false;
      Awaitility.await("everything acknowledged, see " + hub.log())
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                assertThat(completed).containsAll(acknowledged);
                assertThat(read).containsAll(acknowledged);
              });
      running = false;
      for (Thread thread : load) {
        thread.join(Duration.ofSeconds(30));
      }
      assertThat(cameBack).as("completed events that came back").isEmpty();
    }
  }

  private void awaitMore(int count) {
    int before = acknowledged.size();
    int completedBefore = completed.size();
    Awaitility.await("published and worked on")
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                acknowledged.size() >= before + count
                    && completed.size() >= completedBefore + count);
  }

  private void publish(String url) {
    while (publishing) {
      String id = EventJson.sha256();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + "/api/v2/event?sync=true&model=binary"))
              .timeout(Duration.ofSeconds(30))
              .POST(HttpRequest.BodyPublishers.ofString(EventJson.binary(id)))
              .build();
      long begunNanos = System.nanoTime();
      try {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 200) {
          acknowledged.add(id);
          TimeUnit.MILLISECONDS.sleep(20);
        } else {
          refusals.add(
              new Refusal(
                  answer.statusCode(),
                  answer.headers().firstValue("Retry-After").isPresent(),
                  Duration.ofNanos(System.nanoTime() - begunNanos)));
          TimeUnit.MILLISECONDS.sleep(200);
        }
      } catch (IOException gone) {
        refusals.add(new Refusal(0, false, Duration.ofNanos(System.nanoTime() - begunNanos)));
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }

  private void work(String url) {
    try {
      while (running) {
        List<JsonNode> tasks = client.tryFetch(url, "active", "worker", 50).events();
        List<String> statuses = new ArrayList<>();
        for (JsonNode task : tasks) {
          if (completed.contains(HubClient.idOf(task))) {
            cameBack.add(HubClient.idOf(task));
          }
          statuses.add(HubClient.completed(task, "worker"));
        }
        while (running && !statuses.isEmpty() && !client.tryPublish(url, "status", statuses)) {
          TimeUnit.MILLISECONDS.sleep(200);
        }
        tasks.forEach(task -> completed.add(HubClient.idOf(task)));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(String url) {
    try {
      while (running) {
        client
            .tryFetch(url, "passive", "reader", 100)
            .events()
            .forEach(event -> read.add(HubClient.idOf(event)));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
