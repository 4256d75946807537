package io.heliograph.dispatcher.node;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.local.LocalStack;
import io.heliograph.testkit.EventJson;
import io.heliograph.testkit.HubClient;
import io.heliograph.testkit.HubProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * D7: clients that send and never end, and clients that ask and never read, cannot take more memory
 * than the configuration gives them. The process would end at the first failed allocation.
 */
@Tag("processes")
class MemoryBoundIT {
  private static final int SENDERS = 60;
  private static final int READERS = 60;
  private static final int EVENT_CHARACTERS = 60_000;
  private static final int STORED = 700;
  private static final int HELD_BYTES = 2 << 20;

  @TempDir Path folder;
  private final HubClient client = new HubClient();
  private final List<Socket> held = new ArrayList<>();

  @Test
  void shouldStayWithinItsHeapWhenClientsHoldBodiesAndAnswers() throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka());
        HubProcess hub =
            new HubProcess(
                    stack.kafka().bootstrap(),
                    0,
                    folder,
                    "hub.dispatcher.log-bytes-max=16777216",
                    "hub.dispatcher.answer-bytes-max=16777216",
                    "hub.producer.buffer-bytes=33554432")
                .start()) {
      hub.awaitReady();
      try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int reader = 0; reader < READERS; reader++) {
          String name = "reader" + reader;
          var unused = readers.submit(() -> client.tryFetch(hub.url(), "passive", name, 1));
        }
      }
      publish(hub, STORED);

      for (int reader = 0; reader < READERS; reader++) {
        held.add(ask(hub, "reader" + reader));
      }
      int refused = 0;
      for (int sender = 0; sender < SENDERS; sender++) {
        Socket socket = send(hub);
        held.add(socket);
        refused += isRefused(socket) ? 1 : 0;
      }
      TimeUnit.SECONDS.sleep(3);

      // 60 bodies of 2 MiB, with the copies to be published, do not fit into 3/8 of 256 MiB: the
      // rest was told so instead of being held.
      assertThat(refused).isBetween(SENDERS / 2, SENDERS - 1);
      assertThat(hub.isAlive()).as(hub.log().toString()).isTrue();
      for (Socket socket : held) {
        socket.close();
      }
      publish(hub, 1);
      Awaitility.await("what nobody read is handed out again")
          .atMost(Duration.ofSeconds(30))
          .until(() -> !client.tryFetch(hub.url(), "passive", "reader0", 10).events().isEmpty());
      publishAtOnce(hub);
      assertThat(hub.isAlive()).as(hub.log().toString()).isTrue();
    }
  }

  /** Eight bodies of 12 MB at once: each is taken or asked to come back, and all is given back. */
  private void publishAtOnce(HubProcess hub) throws Exception {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      events.add(EventJson.large(EventJson.sha256(), 5_300));
    }
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String query = "binary&include_ok=" + (i % 2 == 0);
        answers.add(senders.submit(() -> client.statusOfPublish(hub.url(), query, events)));
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }
      assertThat(statuses).contains(200).isSubsetOf(200, 503);
    }
    Awaitility.await("all bytes are given back")
        .atMost(Duration.ofSeconds(15))
        .until(() -> hub.metrics("hub_publish_in_flight_bytes ").contains("bytes 0.0"));
  }

  private void publish(HubProcess hub, int count) throws InterruptedException {
    for (int begun = 0; begun < count; begun += 50) {
      List<String> events = new ArrayList<>();
      for (int i = begun; i < Math.min(count, begun + 50); i++) {
        events.add(EventJson.large(EventJson.sha256(), EVENT_CHARACTERS));
      }
      boolean accepted = client.tryPublish(hub.url(), "binary", events);
      for (int attempt = 0; !accepted && attempt < 50; attempt++) {
        TimeUnit.MILLISECONDS.sleep(200);
        accepted = client.tryPublish(hub.url(), "binary", events);
      }
      assertThat(accepted).isTrue();
    }
  }

  /** A fetch of everything, whose answer nobody reads. */
  private static Socket ask(HubProcess hub, String name) throws IOException {
    Socket socket = connect(hub);
    String request =
        "GET /api/v2/event/binary/passive?version=1&deadline=5&count=1000&r-live=true"
            + "&r-historic=true&r-expedite=true&name="
            + name
            + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    return socket;
  }

  /** A body that never ends. */
  private static Socket send(HubProcess hub) throws IOException {
    Socket socket = connect(hub);
    String head =
        "POST /api/v2/event?model=binary HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
            + (HELD_BYTES + 1)
            + "\r\n\r\n";
    byte[] body = new byte[HELD_BYTES];
    Arrays.fill(body, (byte) ' ');
    socket.getOutputStream().write(head.getBytes(ISO_8859_1));
    socket.getOutputStream().write(body);
    socket.getOutputStream().flush();
    return socket;
  }

  /** Whether the hub answered 503 while the body was still open. */
  private static boolean isRefused(Socket socket) throws IOException {
    socket.setSoTimeout(300);
    InputStream in = socket.getInputStream();
    byte[] answer = new byte[1_024];
    try {
      int length = in.read(answer);
      return length > 0 && new String(answer, 0, length, ISO_8859_1).startsWith("HTTP/1.1 503");
    } catch (SocketTimeoutException waiting) {
      return false;
    }
  }

  private static Socket connect(HubProcess hub) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), URI.create(hub.url()).getPort());
  }
}
