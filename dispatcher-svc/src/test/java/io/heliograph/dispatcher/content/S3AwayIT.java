package io.heliograph.dispatcher.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.local.LocalStack;
import io.heliograph.testkit.HubProcess;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An S3 server that goes away, and a hub that is killed in the middle of an upload in parts. */
@Tag("processes")
class S3AwayIT {
  private static final String GONE = "gone";
  private static final int ATTEMPTS_MAX = 10;

  @TempDir Path folder;

  @Test
  void shouldTryAgainSayThatItFailedAndAbortWhatAKilledHubLeft() throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStack.options().s3());
        S3Backend backend = new S3Backend(stack.s3());
        HubProcess hub =
            new HubProcess("127.0.0.1:1", 0, folder, "hub.content.put-wait-max=100MS")) {
      backend.settings().forEach(hub::with);
      hub.start().awaitAnswering();
      StreamClient client = new StreamClient(hub.url());
      String expiring = client.stored("testing", ContentOverHttp.random(500, 1));
      String kept = client.stored("samples", ContentOverHttp.random(500, 2));

      assertThat(degraded(hub)).as("control: S3 is there").isEmpty();
      stack.s3().kill();
      await("it is told")
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(degraded(hub)).contains("the store is away"));
      HttpResponse<byte[]> failed = client.upload("samples", ContentOverHttp.random(5000, 3));

      assertThat(failed.statusCode()).isEqualTo(500);
      assertThat(StreamClient.json(failed).path("title").asText())
          .isEqualTo("store error in PutData");
      assertThat(StreamClient.text(failed)).doesNotContain("Exception", "127.0.0.1");
      assertThat(hub.logText())
          .containsOnlyOnce("content put failed attempt=1")
          .containsOnlyOnce("content put failed attempt=2")
          .doesNotContain("content put failed attempt=3");
      await().untilAsserted(() -> assertThat(LargeContentIT.parts(hub.data())).isEmpty());
      assertThat(StreamClient.metrics(hub.managementUrl()))
          .contains("dispatcher_streams_op_duration_count{method=\"put\",result=\"error\"} 1.0");
      stack.s3().restart();
      await("it recovers by itself")
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(degraded(hub)).isEmpty());
      assertThat(client.stored("samples", ContentOverHttp.random(5000, 3))).isNotEmpty();

      String killed = killInTheMiddleOfAnUpload(hub, client, backend);
      hub.with("hub.clock.offset=P8D").with("hub.content.expiry-interval=1S").start();
      hub.awaitAnswering();

      await("what the killed hub left is aborted, and nothing else")
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(backend.unfinished()).containsExactly("foreign/upload"));
      assertThat(LargeContentIT.parts(hub.data())).isEmpty();
      assertThat(client.head("samples", killed)).isEqualTo(404);
      await("what has expired is swept")
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(client.head("testing", expiring)).isEqualTo(404));
      assertThat(client.head("samples", kept)).isEqualTo(200);
    }
  }

  /** What the hub lacks of its contents; its check of them is up all the same. */
  private static String degraded(HubProcess hub) throws Exception {
    for (JsonNode check : StreamClient.checks(hub.managementUrl())) {
      if (check.path("name").asText().equals("content")) {
        assertThat(check.path("status").asText()).isEqualTo("UP");
        return check.path("data").path("degraded").asText();
      }
    }
    throw new AssertionError("no check of the contents");
  }

  @Test
  void shouldStartWithoutS3AndMakeItsBucketWhenItComes() throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStack.options().s3());
        S3Backend backend = new S3Backend(stack.s3());
        HubProcess hub = new HubProcess("127.0.0.1:1", 0, folder)) {
      backend.settings().forEach(hub::with);
      stack.s3().kill();
      hub.start().awaitAnswering();
      assertThat(degraded(hub)).contains("the store is away");

      stack.s3().restart();

      await("it recovers by itself")
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(degraded(hub)).isEmpty());
      StreamClient client = new StreamClient(hub.url());
      assertThat(client.stored("samples", ContentOverHttp.random(500, 1))).isNotEmpty();
    }
  }

  /** Kills the hub while S3 has some of an upload's parts; the hash of that upload. */
  private static String killInTheMiddleOfAnUpload(
      HubProcess hub, StreamClient client, S3Backend backend) throws Exception {
    backend.begin("foreign/upload");
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      CompletableFuture<String> upload = begin(client, attempt);
      await("parts are sent, or all of it is there before anybody looked")
          .atMost(Duration.ofSeconds(60))
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> upload.isDone() || backend.unfinished().size() > 1);
      if (!upload.isDone()) {
        hub.kill();
        if (upload.join().equals(GONE) && backend.unfinished().size() == 2) {
          return backend.unfinished().stream()
              .filter(key -> key.startsWith("samples/"))
              .map(key -> key.substring(key.lastIndexOf('/') + 1))
              .findFirst()
              .orElseThrow();
        }
        hub.start().awaitReady();
      }
    }
    throw new AssertionError("no upload was met between its first and its last part");
  }

  private static CompletableFuture<String> begin(StreamClient client, int seed) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return client
                .upload(
                    "samples/content",
                    BodyPublishers.ofInputStream(() -> new EndlessContent(40_000_000, 5 + seed)))
                .toString();
          } catch (Exception gone) {
            return GONE;
          }
        });
  }
}
