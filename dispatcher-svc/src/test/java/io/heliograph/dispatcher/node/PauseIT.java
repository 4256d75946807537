package io.heliograph.dispatcher.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.local.LocalStack;
import io.heliograph.testkit.EventJson;
import io.heliograph.testkit.HubClient;
import io.heliograph.testkit.HubProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The three windows of a pause, on two replicas and over restarts (contract part 1 row 20): time is
 * moved by starting the hub with a clock that is ahead.
 */
@Tag("processes")
class PauseIT {
  private static final String[] SETTINGS = {
    // Its former name, which is accepted for one release.
    "hub.replicas.secret=between-us", "hub.content.local-shared=true"
  };
  private static final String SOURCE = "incidents";

  @TempDir Path folder;
  private final HubClient client = new HubClient();
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void shouldStopPluginsThenSkipWhatTheyMissedAndLeaveIngestorsAlone() throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka());
        HubProcess one = new HubProcess(stack.kafka().bootstrap(), 0, folder, SETTINGS).start();
        HubProcess other = new HubProcess(stack.kafka().bootstrap(), 1, folder, SETTINGS).start()) {
      one.awaitReady();
      other.awaitReady();
      assertThat(client.fetch(one.url(), "active", "worker", 1)).isEmpty();
      assertThat(client.fetch(one.url(), "passive", "ingestor", 1)).isEmpty();
      Set<String> before = client.publishFiles(one.url(), SOURCE, 20);
      List<JsonNode> held = worked(one.url(), 5);

      assertThat(pausedByPublishing(other.url(), "{}")).as("refused request").isFalse();
      assertThat(state(one.url())).contains("\"window\":\"none\"");
      assertThat(pausedByPublishing(other.url(), EventJson.plugin("w"))).isTrue();
      for (HubProcess hub : List.of(one, other)) {
        Awaitility.await("every replica obeys")
            .atMost(Duration.ofSeconds(2))
            .until(() -> info(hub.url()).contains("\"paused\":true"));
        assertThat(info(hub.url()))
            .isEqualTo("{\"filtered\":0,\"fetched\":0,\"ready\":false,\"paused\":true}");
        assertThat(client.fetch(hub.url(), "active", "worker", 10)).isEmpty();
      }
      String since = since(one.url());
      assertThat(pausedByPublishing(one.url(), EventJson.plugin("w"))).isTrue();
      assertThat(since(other.url())).as("the first stamp stays").isEqualTo(since);
      assertThat(complete(one.url(), held)).as("statuses are accepted").isTrue();
      assertThat(allOf(one.url(), "passive", "ingestor", before)).isEqualTo(before);

      other.kill();
      one.kill();
      one.with("hub.clock.offset=PT9M").start().awaitReady();
      assertThat(info(one.url())).as("over a restart").contains("\"paused\":true");
      one.kill();
      one.with("hub.clock.offset=PT11M").start().awaitReady();
      assertThat(client.fetch(one.url(), "active", "worker", 10)).as("starts at latest").isEmpty();
      Set<String> after = client.publishFiles(one.url(), SOURCE, 5);
      assertThat(allOf(one.url(), "active", "worker", after)).isEqualTo(after);

      one.kill();
      one.with("hub.clock.offset=PT31M").start().awaitReady();
      before.addAll(after);
      assertThat(allOf(one.url(), "active", "newcomer", before)).isEqualTo(before);
    }
  }

  @Test
  void shouldStartAsNewWhenAnOperatorEndsThePause() throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka());
        HubProcess hub = new HubProcess(stack.kafka().bootstrap(), 0, folder).start()) {
      hub.awaitReady();
      Set<String> files = client.publishFiles(hub.url(), SOURCE, 10);
      assertThat(allOf(hub.url(), "active", "worker", files)).isEqualTo(files);

      shouldKeepThePlacesOfHeldPlugins(hub, files);
      assertThat(send("PUT", hub.url()))
          .contains("\"paused\":true", "\"until\"", "\"forgets\":[\"worker-1");
      assertThat(client.fetch(hub.url(), "active", "worker", 10)).isEmpty();
      assertThat(send("DELETE", hub.url())).contains("\"paused\":false").doesNotContain("since");

      assertThat(allOf(hub.url(), "active", "worker", files)).isEqualTo(files);
      assertThat(send("PUT", hub.url())).as("at once again").contains("\"paused\":true");
    }
  }

  /** One is worked on, one is fetched and lost; the hold survives a kill. */
  private void shouldKeepThePlacesOfHeldPlugins(HubProcess hub, Set<String> before)
      throws Exception {
    Set<String> more = client.publishFiles(hub.url(), SOURCE, 5);
    List<JsonNode> held = worked(hub.url(), 1);
    assertThat(send("PUT", hub.url(), "/api/v1/pause?minutes=0x", 422))
        .contains("bad parameter for minutes: '0x' is no number from 1 to 525600");
    assertThat(send("PUT", hub.url(), "/api/v1/pause"))
        .contains("\"paused\":true", "\"since\"", "\"restore_pause\":\"none\"")
        .doesNotContain("until");
    assertThat(info(hub.url()))
        .isEqualTo("{\"filtered\":0,\"fetched\":0,\"ready\":false,\"paused\":true}");
    assertThat(client.fetch(hub.url(), "active", "worker", 10)).isEmpty();
    assertThat(complete(hub.url(), held)).as("statuses are accepted").isTrue();
    before.addAll(more);
    assertThat(allOf(hub.url(), "passive", "ingestor", before)).isEqualTo(before);

    hub.kill();
    hub.start().awaitReady();
    assertThat(client.fetch(hub.url(), "active", "worker", 10)).isEmpty();
    assertThat(send("DELETE", hub.url(), "/api/v1/pause")).contains("\"paused\":false");

    more.remove(HubClient.idOf(held.getFirst()));
    assertThat(allOf(hub.url(), "active", "worker", more)).isEqualTo(more);
  }

  private List<JsonNode> worked(String url, int count) {
    return Awaitility.await("tasks")
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> client.tryFetch(url, "active", "worker", count).events(),
            got -> got.size() == count);
  }

  private boolean complete(String url, List<JsonNode> tasks) throws InterruptedException {
    return client.tryPublish(
        url, "status", tasks.stream().map(task -> HubClient.completed(task, "worker")).toList());
  }

  private Set<String> allOf(String url, String kind, String name, Set<String> wanted) {
    Set<String> got = new HashSet<>();
    Awaitility.await("events of " + name)
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              client
                  .tryFetch(url, kind, name, 100)
                  .events()
                  .forEach(event -> got.add(HubClient.idOf(event)));
              return got.size() >= wanted.size();
            });
    return got;
  }

  private boolean pausedByPublishing(String url, String event) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(url + "/api/v2/event?sync=true&model=plugin&pause_plugins=true"))
            .POST(HttpRequest.BodyPublishers.ofString(event))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
  }

  /** The part {@code info} of an active fetch. */
  private String info(String url) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    url
                        + "/api/v2/event/binary/active?name=look&version=1&deadline=0"
                        + "&r-live=1&r-historic=1"))
            .build();
    String body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    int start = body.indexOf("\r\n\r\n") + 4;
    return body.substring(start, body.indexOf("\r\n--", start));
  }

  private String state(String url) throws Exception {
    return send("GET", url);
  }

  private String since(String url) throws Exception {
    return state(url).replaceFirst(".*\"since\":\"([^\"]*)\".*", "$1");
  }

  private String send(String method, String url) throws Exception {
    return send(method, url, "/api/v1/restore-pause");
  }

  private String send(String method, String url, String path) throws Exception {
    return send(method, url, path, 200);
  }

  private String send(String method, String url, String path, int status) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer.body();
  }
}
