package io.heliograph.dispatcher.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.testkit.HubProcess;
import java.io.IOException;
import java.net.InetAddress;
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

/**
 * A process that may have few files open: connections leave room for its other files; and when no
 * file is left all the same, it lives on.
 */
@Tag("processes")
class OpenFilesIT {
  private static final int FILES_MAX = 700;

  /** What 700 files leave for connections. */
  private static final int ROOM = 700 - 512;

  private static final int FEW = 20;

  /** Files that a process may still open. */
  private static final int SPARE = 12;

  @TempDir Path folder;

  @Test
  void shouldHoldNoMoreConnectionsThanOpenFilesLeaveRoomFor() throws Exception {
    try (HubProcess hub = new HubProcess("127.0.0.1:1", 0, folder)) {
      hub.through(List.of("sh", "-c", "ulimit -n " + FILES_MAX + "; exec \"$@\"", "sh"))
          .start()
          .awaitAnswering();

      List<Socket> clients = new ArrayList<>();
      try {
        assertThat(answered(hub, clients, FEW)).as("while there is room").isEqualTo(FEW);
        assertThat(answered(hub, clients, 2 * FILES_MAX)).isBetween(FEW, ROOM);

        assertThat(files(hub)).isBetween((long) FEW, FILES_MAX - 200L);
        try (Socket health = connect(hub.managementUrl(), "/q/health/live")) {
          assertThat(isAnswered(health)).as("on another port").isTrue();
        }
      } finally {
        close(clients);
      }
      await("it answers new clients once the others are gone")
          .atMost(Duration.ofSeconds(20))
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(answeredAndClosed(hub)).isEqualTo(FEW));
      assertThat(hub.isAlive()).isTrue();
    }
  }

  @Test
  void shouldLiveOnAndAcceptAgainWhenItHadNoFileLeft() throws Exception {
    try (HubProcess hub = new HubProcess("127.0.0.1:1", 0, folder)) {
      hub.start().awaitAnswering();
      assertThat(answeredAndClosed(hub)).as("control").isEqualTo(FEW);
      // Fewer than it had at its start, by which it reckons: the next ones meet EMFILE.
      long filesMax = files(hub) + SPARE;
      allow(hub, filesMax);

      List<Socket> clients = new ArrayList<>();
      try {
        for (int at = 0; at < SPARE + FEW; at++) {
          clients.add(connect(hub.url(), "/"));
        }
        int answered = 0;
        for (Socket client : clients) {
          client.setSoTimeout(200);
          answered += isAnswered(client) ? 1 : 0;
        }
        assertThat(answered).as("answered with the files that are left").isBetween(1, SPARE + 2);
        assertThat(hub.isAlive()).isTrue();
      } finally {
        close(clients);
      }
      await("it answers new clients once the others are gone, see " + hub.log())
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(answeredAndClosed(hub, SPARE / 2)).isEqualTo(SPARE / 2));
      assertThat(hub.metrics("process_files_max_files")).contains(" " + filesMax + ".0");
      try (Socket health = connect(hub.managementUrl(), "/q/health/live")) {
        assertThat(isAnswered(health)).isTrue();
      }
    }
  }

  /** From now the process may have so many files open. */
  private static void allow(HubProcess hub, long filesMax) throws Exception {
    Process prlimit =
        new ProcessBuilder("prlimit", "--pid=" + hub.pid(), "--nofile=" + filesMax + ":" + filesMax)
            .inheritIO()
            .start();
    assertThat(prlimit.waitFor()).isZero();
  }

  private static long files(HubProcess hub) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/" + hub.pid() + "/fd"))) {
      return files.count();
    }
  }

  private static int answeredAndClosed(HubProcess hub) throws IOException {
    return answeredAndClosed(hub, FEW);
  }

  private static int answeredAndClosed(HubProcess hub, int count) throws IOException {
    List<Socket> clients = new ArrayList<>();
    try {
      return answered(hub, clients, count);
    } finally {
      close(clients);
    }
  }

  /** How many of so many new clients, all connected at the same time, get an answer. */
  private static int answered(HubProcess hub, List<Socket> clients, int more) throws IOException {
    int answered = 0;
    for (int at = 0; at < more; at++) {
      try {
        Socket client = connect(hub.url(), "/");
        clients.add(client);
        answered += isAnswered(client) ? 1 : 0;
      } catch (IOException closed) {
        // Counts as one without an answer.
      }
    }
    return answered;
  }

  private static Socket connect(String url, String path) throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), URI.create(url).getPort());
    client.setSoTimeout(10_000);
    client
        .getOutputStream()
        .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(ISO_8859_1));
    return client;
  }

  private static boolean isAnswered(Socket client) {
    try {
      return client.getInputStream().read() == 'H';
    } catch (IOException closed) {
      return false;
    }
  }

  private static void close(List<Socket> clients) throws IOException {
    for (Socket client : clients) {
      client.close();
    }
  }
}
