package io.heliograph.injector.copy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ContentCopiesTest {
  private static final List<Copy> THREE =
      List.of(
          new Copy("a", "b", "content", "1".repeat(64)),
          new Copy("a", "b", "content", "2".repeat(64)),
          new Copy("a", "b", "content", "3".repeat(64)));

  /** A dispatcher that begins every answer, and ends it or not. */
  private static final class Server implements AutoCloseable {
    private final ServerSocket socket;
    private final List<Socket> asked = new CopyOnWriteArrayList<>();

    Server(String answer) throws IOException {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread.ofPlatform()
          .daemon()
          .start(
              () -> {
                try {
                  while (true) {
                    Socket client = socket.accept();
                    asked.add(client);
                    client.getOutputStream().write(answer.getBytes(US_ASCII));
                  }
                } catch (IOException closed) {
                  // The test is over.
                }
              });
    }

    @Override
    public void close() throws IOException {
      socket.close();
      for (Socket client : asked) {
        client.close();
      }
    }
  }

  private static CopySettings settings(int port) {
    return new CopySettings() {
      @Override
      public URI dispatcher() {
        return URI.create("http://127.0.0.1:" + port);
      }

      @Override
      public Duration timeout() {
        return Duration.ofMillis(300);
      }

      @Override
      public int attemptsMax() {
        return 1;
      }

      @Override
      public Duration totalTimeout() {
        return Duration.ofSeconds(20);
      }

      @Override
      public int concurrentMax() {
        return 1;
      }

      @Override
      public Duration cacheTtl() {
        return Duration.ofMinutes(1);
      }
    };
  }

  private static double count(MeterRegistry registry, String outcome) {
    return registry.get("injector_copies").tag("outcome", outcome).counter().count();
  }

  @Test
  void shouldGiveUpEachCopyWhenAnswersBeginAndNeverEnd() throws Exception {
    try (Server server = new Server("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n")) {
      MeterRegistry registry = new SimpleMeterRegistry();
      ContentCopies copies = new ContentCopies(settings(server.socket.getLocalPort()), registry);

      copies.copy(THREE);

      assertThat(server.asked).as("the one place was given back each time").hasSize(3);
      assertThat(count(registry, "failed")).isEqualTo(3);
      assertThat(copies.isAway()).isTrue();
    }
  }

  @Test
  void shouldCopyAllWhenAnswersAreWhole() throws Exception {
    try (Server server =
        new Server("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}")) {
      MeterRegistry registry = new SimpleMeterRegistry();
      ContentCopies copies = new ContentCopies(settings(server.socket.getLocalPort()), registry);

      copies.copy(THREE);

      assertThat(count(registry, "copied")).isEqualTo(3);
      assertThat(copies.isAway()).isFalse();
    }
  }
}
