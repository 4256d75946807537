package io.heliograph.dispatcher.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.testkit.HubProcess;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store whose file system is full (contract faults.md R13): a tmpfs of 16 MiB that only the hub
 * sees, in a mount namespace of its own, and that is gone when the hub ends. Needs the right to
 * mount there.
 */
@Tag("processes")
@Tag("faults")
class DiskFullFaultIT {
  private static final String MOUNT =
      "mkdir -p \"$0\" && mount -t tmpfs -o size=16m tmpfs \"$0\" && exec \"$@\"";

  @TempDir Path folder;

  @Test
  void shouldSayThatTheStoreIsFullAndWorkAgainWhenThereIsRoom() throws Exception {
    HubProcess hub =
        new HubProcess(
            "127.0.0.1:1",
            0,
            folder,
            "hub.content.delete-allowed=true",
            "hub.disk.free-min=0",
            "hub.content.spool-bytes-max=1073741824");
    hub.through(List.of("unshare", "-rm", "sh", "-c", MOUNT, hub.data().toString()));
    try (hub) {
      hub.start().awaitAnswering();
      StreamClient client = new StreamClient(hub.url());
      byte[] content = ContentOverHttp.random(10_000_000, 1);
      String stored = client.stored("samples", content);
      List<String> before = visible(hub);

      HttpResponse<byte[]> refused =
          client.upload("samples", ContentOverHttp.random(10_000_000, 2));

      assertThat(refused.statusCode()).isEqualTo(507);
      assertThat(StreamClient.json(refused).path("title").asText())
          .isEqualTo("insufficient storage");
      await("no part is left").untilAsserted(() -> assertThat(visible(hub)).isEqualTo(before));
      assertThat(client.get("samples", stored).body()).isEqualTo(content);
      assertThat(client.stored("samples", ContentOverHttp.random(1_000_000, 3))).isNotEmpty();
      client.send(StreamClient.path("samples", stored), "DELETE");
      assertThat(client.stored("samples", ContentOverHttp.random(10_000_000, 2))).isNotEmpty();
    }
  }

  @Test
  void shouldRefuseBeforeTheDiskIsFullAndGoOnWhenThereIsRoom() throws Exception {
    HubProcess hub =
        new HubProcess(
            "127.0.0.1:1",
            0,
            folder,
            "hub.content.delete-allowed=true",
            "hub.disk.free-min=25%,5MiB",
            "hub.disk.check-interval=100MS",
            "hub.content.spool-bytes-max=1073741824");
    hub.through(List.of("unshare", "-rm", "sh", "-c", MOUNT, hub.data().toString()));
    try (hub) {
      hub.start().awaitAnswering();
      StreamClient client = new StreamClient(hub.url());
      String first = client.stored("samples", ContentOverHttp.random(5_000_000, 1));

      HttpResponse<byte[]> tooMuch = client.upload("samples", ContentOverHttp.random(8_000_000, 2));
      assertThat(tooMuch.statusCode()).isEqualTo(507);
      assertThat(StreamClient.text(tooMuch))
          .contains("disk content has ", "bytes free, wanted are 5242880", "hub.disk.free-min");

      // Nobody knows how long these are before they end.
      AtomicInteger seed = new AtomicInteger(10);
      await("short")
          .until(
              () ->
                  client
                          .upload(
                              "samples/content",
                              BodyPublishers.ofInputStream(
                                  () -> new EndlessContent(300_000, seed.incrementAndGet())))
                          .statusCode()
                      == 507);
      assertThat(client.get("samples", first).statusCode()).isEqualTo(200);
      assertThat(client.send(StreamClient.path("samples", first), "DELETE").statusCode())
          .isEqualTo(200);
      await("room again")
          .untilAsserted(
              () ->
                  assertThat(client.upload("samples", new byte[] {1}).statusCode()).isEqualTo(200));
    }
  }

  /** Every file of the hub's data, objects and parts, as the hub sees them. */
  private static List<String> visible(HubProcess hub) throws IOException {
    Path data = hub.inside(hub.data());
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> data.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
