package io.heliograph.dispatcher.fetch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.dispatcher.KafkaRecords;
import io.heliograph.dispatcher.LocalKafka;
import io.heliograph.dispatcher.LocalRedis;
import io.heliograph.dispatcher.fetch.Hub.Fetched;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contract dispatcher.md part 1 row 34: what one takes, others do not lack. */
@QuarkusTest
@WithTestResource(LocalKafka.class)
@WithTestResource(LocalRedis.class)
class FairnessIT {
  private static final String SOURCE = "watch";
  private static final int EXPEDITED = 1_000;
  private static final int LARGE_EVENTS = 30;
  private static final int LARGE_BYTES = 400_000;
  private static final int HOSTILE_FETCHES = 30;
  private static final int ROUNDS = 5;

  /** Ten times what is promised: a hang, not a measurement. */
  private static final long HANG_SECONDS = 50;

  @TestHTTPResource(value = "/", management = true)
  URI management;

  @BeforeEach
  void ready() {
    Hub.awaitReady();
  }

  @Test
  void shouldHandOutAnotherAuthorsExpeditedEventFirstWhenOneExpeditesAThousand() {
    String query = "version=1&r-expedite=1&r-live=1&r-source=" + SOURCE + "&name=" + Hub.plugin();
    Hub.fetch("binary", "active", query + "&count=1000&deadline=0");
    String greedy = "greedy-" + Hub.plugin();
    BinaryText[] many = new BinaryText[EXPEDITED];
    List<String> all = new ArrayList<>();
    for (int at = 0; at < many.length; at++) {
      many[at] = BinaryText.sourced().of(SOURCE, "sourced").by(greedy).expedited();
      all.add(many[at].sha256());
    }
    BinaryText other =
        BinaryText.sourced().of(SOURCE, "sourced").by("other-" + Hub.plugin()).expedited();
    all.add(other.sha256());

    String watch = "version=1&r-expedite=1&count=1000&name=" + Hub.plugin();
    Hub.fetch("binary", "passive", watch + "&deadline=0");

    Hub.publish(many);
    Hub.publish(other);

    // From then on the replica knows of it.
    await()
        .atMost(Duration.ofSeconds(HANG_SECONDS))
        .until(
            () ->
                Hub.fetch("binary", "passive", watch + "&deadline=1")
                    .hashes()
                    .contains(other.sha256()));
    List<String> handedOut = new ArrayList<>();
    while (!handedOut.containsAll(all)) {
      int before = handedOut.size();
      handedOut.addAll(Hub.fetch("binary", "active", query + "&count=1000&deadline=10").hashes());
      assertThat(handedOut).hasSizeGreaterThan(before);
    }
    handedOut.retainAll(all);
    List<String> expedited =
        KafkaRecords.from(bootstrap(), "azul.expedite").stream()
            .map(record -> new String(record.value(), StandardCharsets.UTF_8))
            .toList();
    long ofGreedy = expedited.stream().filter(event -> event.contains(greedy)).count();
    assertThat(ofGreedy).isBetween(1L, EXPEDITED / 2L);
    assertThat(handedOut).doesNotHaveDuplicates().hasSize(EXPEDITED + 1);
    assertThat(handedOut.indexOf(other.sha256())).isLessThanOrEqualTo((int) ofGreedy);
    assertThat(metric("hub_publish_expedite_limited_total", "plugin=\"" + greedy + "\""))
        .isEqualTo((double) (EXPEDITED - ofGreedy));
  }

  @Test
  void shouldServeAnotherPluginWhileOneHasExpensiveFiltersOverLargeHistory() throws Exception {
    for (int at = 0; at < LARGE_EVENTS; at++) {
      Hub.publish("binary", large());
    }
    String victim = Hub.subscribed("active", "r-source=" + SOURCE);
    String hostile = Hub.plugin();
    String filter = encoded("entity.info.list.#(x%\"*a*a*a*b*\")#");
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Fetched>> scans = new ArrayList<>();
      for (int version = 0; version < HOSTILE_FETCHES; version++) {
        String query =
            "r-historic=1&r-live=1&deadline=60&count=1&version="
                + version
                + "&name="
                + hostile
                + "&filter="
                + filter;
        scans.add(
            CompletableFuture.supplyAsync(() -> Hub.fetch("binary", "passive", query), clients));
      }
      String started = "subscription=\"" + hostile;
      await("hostile filters run")
          .atMost(Duration.ofSeconds(HANG_SECONDS))
          .until(() -> metric("hub_scan_microseconds_total", started) > 0);

      for (int round = 0; round < ROUNDS; round++) {
        BinaryText event = BinaryText.sourced().of(SOURCE, "sourced");
        Hub.publish(event);
        List<String> handedOut =
            CompletableFuture.supplyAsync(
                    () ->
                        Hub.fetch("binary", "active", victim + "&count=1&deadline=" + HANG_SECONDS)
                            .hashes(),
                    clients)
                .get(HANG_SECONDS, TimeUnit.SECONDS);
        assertThat(handedOut).as("round %d", round).containsExactly(event.sha256());
      }

      assertThat(scans).as("the load lasts").anyMatch(scan -> !scan.isDone());
      String name = victim.substring("name=".length(), victim.indexOf('&'));
      assertThat(metric("hub_scan_microseconds_total", started))
          .isGreaterThan(metric("hub_scan_microseconds_total", "subscription=\"" + name));
      // Ends what they wait for.
      Hub.publish(
          "binary", large().replace("{\"x\":\"" + "a".repeat(64) + "\"}", "{\"x\":\"aaab\"}"));
      CompletableFuture.allOf(scans.toArray(CompletableFuture[]::new))
          .get(2 * HANG_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static String large() {
    String one = "{\"x\":\"" + "a".repeat(64) + "\"}";
    String list = String.join(",", Collections.nCopies(LARGE_BYTES / one.length(), one));
    String event = BinaryText.sourced().of(SOURCE, "sourced").json();
    return event.replaceFirst("\"entity\":\\{", "\"entity\":{\"info\":{\"list\":[" + list + "]},");
  }

  private static String encoded(String path) {
    return URLEncoder.encode(path, StandardCharsets.UTF_8);
  }

  private static String bootstrap() {
    return ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
  }

  /** The sum of a metric's series whose labels have that text. */
  private double metric(String name, String label) {
    double sum = 0;
    for (String line : given().get(management.resolve("/metrics")).asString().split("\n", -1)) {
      if (line.startsWith(name + "{") && line.contains(label)) {
        sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
      }
    }
    return sum;
  }
}
