package io.heliograph.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not 200 is never taken for an answer without events. */
class HubClientTest {
  private static final String NO_EVENTS =
      "--b\r\nContent-Disposition: form-data; name=\"info\"\r\n\r\n{\"fetched\":0}\r\n"
          + "--b\r\nContent-Disposition: form-data; name=\"events\"\r\n\r\n{\"events\":[]}"
          + "\r\n--b--\r\n";

  private final HubClient client = new HubClient();
  private HttpServer hub;
  private String url;
  private volatile int status = 200;
  private volatile String body = NO_EVENTS;

  @BeforeEach
  void start() throws IOException {
    hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hub.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] answer = body.getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "multipart/form-data; boundary=b");
          exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
          if (answer.length > 0) {
            exchange.getResponseBody().write(answer);
          }
          exchange.close();
        });
    hub.start();
    url = "http://127.0.0.1:" + hub.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    hub.stop(0);
  }

  @Test
  void shouldGiveTheEventsWhenTheHubServesThem() throws Exception {
    assertThat(client.fetch(url, "active", "p", 1)).isEmpty();

    body = NO_EVENTS.replace("[]", "[{\"entity\":{\"sha256\":\"x\"}}]");

    assertThat(client.fetch(url, "active", "p", 1))
        .extracting(HubClient::idOf)
        .containsExactly("x");
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 404, 422, 500, 503})
  void shouldFailWithStatusAndBodyWhenTheHubAnswersSomethingElse(int other) throws Exception {
    status = other;
    body = other == 204 ? "" : "why " + other;

    assertThatThrownBy(() -> client.fetch(url, "active", "p", 1))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(other + " " + body);
    assertThatThrownBy(() -> client.publish(url, "binary", List.of("{}")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(other + " " + body);
    assertThat(client.tryFetch(url, "active", "p", 1))
        .isEqualTo(new HubClient.Fetched.Refused(other, body));
    assertThat(client.tryPublish(url, "binary", List.of("{}"))).isFalse();
    assertThat(client.statusOfPublish(url, "binary", List.of("{}"))).isEqualTo(other);
  }

  @Test
  void shouldFailWhenThe200HasNoEvents() {
    body = "{}";

    assertThatThrownBy(() -> client.tryFetch(url, "active", "p", 1))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("without events");
  }

  @Test
  void shouldFailWhenNobodyAnswers() throws Exception {
    hub.stop(0);

    assertThatThrownBy(() -> client.fetch(url, "active", "p", 1))
        .isInstanceOf(AssertionError.class)
        .hasCauseInstanceOf(IOException.class);
    assertThatThrownBy(() -> client.publishFiles(url, "testing", 1))
        .isInstanceOf(AssertionError.class);
    assertThat(client.tryFetch(url, "active", "p", 1))
        .isInstanceOf(HubClient.Fetched.Unanswered.class);
    assertThat(client.tryPublish(url, "binary", List.of("{}"))).isFalse();
  }
}
