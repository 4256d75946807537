package io.heliograph.dispatcher.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.dispatcher.replica.HubProcess;
import io.heliograph.local.LocalStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that may have no further file open: it accepts again once others are closed. */
@Tag("processes")
class OpenFilesIT {
  private static final int CLIENTS = 60;
  private static final int FILES_LEFT = 20;
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @TempDir Path folder;

  @Test
  void shouldGoOnAcceptingWhenItHadTooManyFilesOpen() throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka());
        HubProcess hub = new HubProcess(stack.kafka().bootstrap(), 0, folder)) {
      hub.through(List.of("sh", "-c", "ulimit -n 4096; exec \"$@\"", "sh")).start().awaitReady();
      assertThat(answered(hub)).as("while files are left").isEqualTo(CLIENTS);
      await().untilAsserted(() -> assertThat(answered(hub, 1)).isOne());

      Path held = Path.of("/proc/" + hub.pid() + "/fd");
      limit(hub, count(held) + FILES_LEFT);
      assertThat(answered(hub)).as("while no files are left").isBetween(1, CLIENTS - 1);

      await("it accepts once the clients are gone")
          .atMost(Duration.ofSeconds(20))
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(answered(hub, FILES_LEFT / 2)).isEqualTo(FILES_LEFT / 2));
      assertThat(hub.isAlive()).isTrue();
      hub.awaitReady();
    }
  }

  private static void limit(HubProcess hub, long files) throws Exception {
    Process prlimit =
        new ProcessBuilder(
                "prlimit", "--pid", Long.toString(hub.pid()), "--nofile=" + files + ":4096")
            .inheritIO()
            .start();
    assertThat(prlimit.waitFor()).isZero();
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  private static int answered(HubProcess hub) throws IOException {
    return answered(hub, CLIENTS);
  }

  /**
   * How many of so many clients, all connected at the same time, get an answer within 3 seconds.
   */
  private static int answered(HubProcess hub, int clients) throws IOException {
    List<Socket> open = new ArrayList<>();
    try {
      for (int at = 0; at < clients; at++) {
        Socket client = new Socket();
        open.add(client);
        client.connect(
            new InetSocketAddress(
                InetAddress.getLoopbackAddress(), URI.create(hub.url()).getPort()),
            5_000);
        client.getOutputStream().write(REQUEST.getBytes(ISO_8859_1));
      }
      int answered = 0;
      long until = System.nanoTime() + Duration.ofSeconds(3).toNanos();
      for (Socket client : open) {
        client.setSoTimeout((int) Math.max(1, (until - System.nanoTime()) / 1_000_000));
        answered += isAnswered(client) ? 1 : 0;
      }
      return answered;
    } finally {
      for (Socket client : open) {
        client.close();
      }
    }
  }

  private static boolean isAnswered(Socket client) {
    try {
      return client.getInputStream().read() == 'H';
    } catch (IOException silentOrClosed) {
      return false;
    }
  }
}
