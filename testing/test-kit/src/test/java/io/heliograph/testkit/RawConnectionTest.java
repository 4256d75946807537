package io.heliograph.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawConnectionTest {
  private ServerSocket server;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  /** Answers the first connection with this, and gives what was sent when it ends. */
  private CompletableFuture<String> answering(String answer) {
    CompletableFuture<String> sent = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try (Socket client = server.accept()) {
                client.getOutputStream().write(answer.getBytes(ISO_8859_1));
                client.shutdownOutput();
                sent.complete(new String(client.getInputStream().readAllBytes(), UTF_8));
              } catch (IOException failure) {
                sent.completeExceptionally(failure);
              }
            });
    return sent;
  }

  private RawConnection connect() throws IOException {
    return new RawConnection(server.getLocalPort(), "X-Test: 1\r\n");
  }

  @Test
  void shouldReadOneAnswerAfterTheOtherHoweverTheirEndsAreTold() throws Exception {
    var sent =
        answering(
            "HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 4\r\n\r\nbusy"
                + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n");

    try (RawConnection connection = connect()) {
      RawConnection.Answer busy = connection.post("/a", "{}");
      assertThat(busy.status()).isEqualTo(503);
      assertThat(busy.headers()).containsEntry("retry-after", "7");
      assertThat(busy.text()).isEqualTo("busy");
      assertThat(connection.get("/b").text()).isEqualTo("abc");
      assertThat(connection.request("HEAD", "/c").body()).isEmpty();
    }

    assertThat(sent.join())
        .startsWith("POST /a HTTP/1.1\r\nHost: localhost\r\nX-Test: 1\r\nContent-Length: 2\r\n")
        .contains("\r\n\r\n{}GET /b HTTP/1.1\r\nHost: localhost\r\nX-Test: 1\r\n\r\nHEAD /c ");
  }

  @Test
  void shouldTakeAMultipartAnswerApart() throws Exception {
    String part = "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n";
    String body = part.formatted("one", "1") + part.formatted("two", "") + "--b--\r\n";
    var sent =
        answering(
            "HTTP/1.1 200 OK\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);

    try (RawConnection connection = connect()) {
      assertThat(connection.get("/").parts())
          .containsOnlyKeys("one", "two")
          .containsEntry("one", new byte[] {'1'})
          .containsEntry("two", new byte[0]);
    }
    assertThat(sent.join()).startsWith("GET /");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na"
      })
  void shouldFailWhenTheConnectionEndsBeforeTheAnswer(String part) throws Exception {
    var sent = answering(part);

    try (RawConnection connection = connect()) {
      assertThatThrownBy(() -> connection.get("/")).isInstanceOf(EOFException.class);
    }
    assertThat(sent.join()).startsWith("GET /");
  }
}
