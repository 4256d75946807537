package io.heliograph.dispatcher.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.testkit.HubProcess;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hub that is killed while it stores files: what it had acknowledged is there, nothing is there
 * in part, and its next start sweeps what it left, and only that. The next start is 8 days ahead,
 * so that it also sweeps what has expired; and it gives files 1 ms to be identified.
 */
@Tag("processes")
class KilledContentIT {
  private static final int CLIENTS = 4;

  @TempDir Path folder;
  private final LocalBackend backend = new LocalBackend();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  @Test
  void shouldKeepWhatItAcknowledgedAndSweepOnlyWhatItLeft() throws Exception {
    try (HubProcess hub = new HubProcess("127.0.0.1:1", 0, folder).start().awaitAnswering()) {
      StreamClient client = new StreamClient(hub.url());
      String expiring = client.stored("testing", ContentOverHttp.random(500, 1));
      Path foreign = foreignFiles(hub.data());
      Socket unfinished = client.begin("samples", 9_000_000, ContentOverHttp.random(2_000_000, 2));
      try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < CLIENTS; i++) {
          int first = i;
          clients.execute(() -> uploadUntilItIsGone(client, first));
        }
        await().until(() -> acknowledged.size() >= 20);
        hub.kill();
      }
      unfinished.close();
      assertThat(LargeContentIT.parts(hub.data())).isNotEmpty();

      hub.with("hub.clock.offset=P8D")
          .with("hub.content.expiry-interval=1S")
          .with("hub.content.identify.timeout=1MS")
          .start()
          .awaitAnswering();

      assertThat(LargeContentIT.parts(hub.data())).isEmpty();
      assertThat(foreign).exists();
      assertThat(foreign.resolveSibling("notes.txt")).exists();
      assertThat(folder.resolve("foreign.part")).exists();
      assertThat(hub.data().resolve("content/foreign.part")).exists();
      for (String sha256 : acknowledged) {
        assertThat(client.head("samples", sha256)).isEqualTo(200);
      }
      assertThatEveryObjectIsWhole(hub.data());
      await("the file of a source that expires is swept")
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(client.head("testing", expiring)).isEqualTo(404));
      assertThat(client.head("samples", acknowledged.iterator().next())).isEqualTo(200);
      assertThatAFileIsStoredThoughItTakesTooLongToIdentify(hub, client);
    }
  }

  /** Files that look like ours in places that are not, and one of a folder that has more in it. */
  private Path foreignFiles(Path data) throws IOException {
    Files.writeString(folder.resolve("foreign.part"), "foreign");
    Files.writeString(data.resolve("content/foreign.part"), "foreign");
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Path foreign = Files.writeString(elsewhere.resolve("a.part"), "foreign");
    Files.writeString(elsewhere.resolve("notes.txt"), "foreign");
    return Files.createSymbolicLink(data.resolve("content/.incoming/link"), elsewhere)
        .resolve(foreign.getFileName());
  }

  private void uploadUntilItIsGone(StreamClient client, int first) {
    try {
      for (int i = first; i < 100_000; i += CLIENTS) {
        acknowledged.add(client.stored("samples", ContentOverHttp.random(200_000, 100L + i)));
      }
    } catch (IOException gone) {
      // Killed: what was acknowledged so far counts.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void assertThatEveryObjectIsWhole(Path data) throws Exception {
    for (String name : backend.objects(data)) {
      Path file = data.resolve("content").resolve(name);
      if (name.startsWith("samples/")) {
        String sha256 =
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        assertThat(file.getFileName()).hasToString(sha256);
      }
    }
  }

  private static void assertThatAFileIsStoredThoughItTakesTooLongToIdentify(
      HubProcess hub, StreamClient client) throws Exception {
    byte[] content = ContentOverHttp.random(5_000_000, 3);

    var data = StreamClient.data(client.upload("samples", content));

    assertThat(data.path("file_format").asText()).isEqualTo("unknown");
    assertThat(client.get("samples", data.path("sha256").asText()).body()).isEqualTo(content);
    assertThat(StreamClient.metrics(hub.managementUrl()))
        .anyMatch(line -> line.startsWith("dispatcher_identify_fail{"));
  }
}
