package io.heliograph.dispatcher.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.dispatcher.LocalKafka;
import io.heliograph.dispatcher.ServiceReady;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests as no client library writes them, and more connections than there is room for. */
@QuarkusTest
@WithTestResource(LocalKafka.class)
@TestProfile(WireIT.Small.class)
class WireIT {
  private static final int CONNECTIONS_OF_ADDRESS = 12;
  private static final String GOOD = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @TestHTTPResource(value = "/health/live", management = true)
  URI live;

  @Inject MeterRegistry metrics;

  @BeforeEach
  void ready() {
    ServiceReady.await();
  }

  private static Socket connect() throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
    client.setSoTimeout(30_000);
    return client;
  }

  private static Socket send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(ISO_8859_1));
    return client;
  }

  /** Everything that the service answers until it closes the connection. */
  private static String raw(String text) throws IOException {
    try (Socket client = send(connect(), text)) {
      return new String(client.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private static String some(Socket client) throws IOException {
    byte[] bytes = new byte[65_536];
    int length = client.getInputStream().read(bytes);
    return length < 0 ? "" : new String(bytes, 0, length, ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | GET / HTTP/1.1",
        "400 | GET / HTTP/1.1~Host: localhost~Host: localhost",
        "400 | GET / HTTP/9.9~Host: localhost",
        "400 | POST / HTTP/1.1~Host: localhost~Content-Length: 4~Transfer-Encoding: chunked",
        "400 | POST / HTTP/1.1~Host: localhost~Transfer-Encoding: chunked~Content-Length: 4",
        "400 | POST / HTTP/1.1~Host: localhost~Transfer-Encoding: chunked~Transfer-Encoding: identity",
        "400 | POST / HTTP/1.1~Host: localhost~Transfer-Encoding: chunked, identity",
        "501 | POST / HTTP/1.1~Host: localhost~Transfer-Encoding: gzip, chunked",
        "400 | GET / HTTP/1.1~Host: localhost~X y: z",
      })
  void shouldRefuseAndCloseWhenAnotherServerMayReadItOtherwise(int status, String head)
      throws IOException {
    String answer = raw(head.replace("~", "\r\n") + "\r\n\r\n0\r\n\r\n" + GOOD);

    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .containsIgnoringCase("Content-Type: application/json; charset=utf-8\r\n")
        .contains(
            "{\"status\":\"" + status + "\",\"title\":", "\"error_enum\":\"ErrorStringEnumUnset\"}")
        .doesNotContain("Azul Dispatcher");
    assertThat(raw(GOOD.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("Azul Dispatcher");
  }

  @Test
  void shouldAnswerInTheApisFormWhenAHeadIsTooLong() throws IOException {
    String end = " HTTP/1.1\r\nHost: localhost\r\n";

    assertThat(raw("GET /" + "x".repeat(70_000) + end + "\r\n"))
        .startsWith("HTTP/1.1 414 ")
        .contains("\"status\":\"414\"", "\"error_enum\"");
    assertThat(raw("GET /" + end + "X-Long: " + "x".repeat(40_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431 ")
        .contains("\"status\":\"431\"", "\"error_enum\"");
  }

  @Test
  void shouldRefuseABodyThatNoRouteNeeds() throws IOException {
    String head = "POST /api/v1/dead-letters/x/replay HTTP/1.1\r\nHost: localhost\r\n";
    try (Socket client = send(connect(), head + "Content-Length: 1000000\r\n\r\n")) {
      assertThat(some(client))
          .startsWith("HTTP/1.1 413 ")
          .contains("\"detail\":\"the body may have at most 65536 bytes\"");
    }
    try (Socket client = send(connect(), head + "Content-Length: 1\r\n\r\nx")) {
      assertThat(some(client)).doesNotStartWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void shouldAskForTheBodyOrRefuseItWhenTheClientWaits() throws IOException {
    String head = "Host: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n";
    try (Socket client = send(connect(), "POST /api/v2/event?model=binary HTTP/1.1\r\n" + head)) {
      assertThat(some(client)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      assertThat(some(send(client, "[]"))).startsWith("HTTP/1.1 ");
    }
    try (Socket client =
        send(connect(), "POST /api/v3/stream/testing/content HTTP/1.1\r\n" + head)) {
      assertThat(some(client)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      assertThat(some(send(client, "ab"))).startsWith("HTTP/1.1 200 ");
    }
    try (Socket client =
        send(connect(), "POST /api/v2/event?model=binary HTTP/1.1\r\nOrigin: null\r\n" + head)) {
      assertThat(some(client)).startsWith("HTTP/1.1 403 ");
    }
  }

  @Test
  void shouldGuardTheFirstRequestAndStayWithHttp1WhenAnUpgradeIsAsked() throws IOException {
    String upgrade =
        String.join(
            "\r\n",
            "Connection: Upgrade, HTTP2-Settings",
            "Upgrade: h2c",
            "HTTP2-Settings: AAMAAABkAAQAAP__",
            "",
            "");
    String head = GOOD.substring(0, GOOD.length() - 2) + upgrade;

    try (Socket client = send(connect(), head)) {
      assertThat(some(client)).startsWith("HTTP/1.1 200 ");
    }
    assertThat(raw(head.replace("Host: localhost", "Host: a\r\nHost: b")))
        .startsWith("HTTP/1.1 400 ");
    try (Socket client = send(connect(), head.replace("localhost", "evil.example"))) {
      assertThat(some(client)).startsWith("HTTP/1.1 403 ");
    }
  }

  @Test
  void shouldGuardRequestsOfHttp2AsAnyOther() throws IOException {
    try (Http2Client client = new Http2Client(RestAssured.port)) {
      client.get(1, "localhost");
      assertThat(client.statusOf(1)).isEqualTo(200);
      client.get(3, "evil.example");
      assertThat(client.statusOf(3)).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @EnumSource(Http2Client.Flood.class)
  void shouldSayGoAwayWhenAConnectionOfHttp2SendsFramesWithoutEnd(Http2Client.Flood flood)
      throws IOException {
    try (Http2Client client = new Http2Client(RestAssured.port)) {
      for (int stream = 1; stream < 40; stream += 2) {
        client.get(stream, "localhost");
        assertThat(client.statusOf(stream)).isEqualTo(200);
      }
      client.flood(
          flood == Http2Client.Flood.STREAMS_AND_RESETS ? Http2Client.Flood.PINGS : flood, 20);
      client.get(2_000_001, "localhost");
      assertThat(client.statusOf(2_000_001)).isEqualTo(200);
    }
    try (Http2Client client = new Http2Client(RestAssured.port)) {
      client.flood(flood, 10_000);

      if (flood == Http2Client.Flood.STREAMS_AND_RESETS) {
        assertThat(client.ended()).isIn(0, Http2Client.ENHANCE_YOUR_CALM);
      } else {
        assertThat(client.ended()).isEqualTo(Http2Client.ENHANCE_YOUR_CALM);
      }
    }
    assertThat(raw(GOOD.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void shouldCloseAHeadThatDoesNotEndAndKeepAnIdleConnection() throws IOException {
    try (Socket idle = connect();
        Socket slow = send(connect(), "GET / HTTP/1.1\r\nHost: loc")) {
      assertThat(some(slow)).isEmpty();

      assertThat(some(send(idle, GOOD))).startsWith("HTTP/1.1 200 ");
    }
    assertThat(metrics.counter("heliograph_http_refused_total", "kind", "head-timeout").count())
        .isPositive();
  }

  @Test
  void shouldCloseConnectionsOfAnAddressThatHasManyAndAnswerOnTheOtherPort() throws Exception {
    List<Socket> clients = new ArrayList<>();
    try {
      int refused = 0;
      for (int at = 0; at < 3 * CONNECTIONS_OF_ADDRESS; at++) {
        Socket client = connect();
        clients.add(client);
        try {
          refused += some(send(client, GOOD)).isEmpty() ? 1 : 0;
        } catch (IOException reset) {
          refused++;
        }
      }
      assertThat(refused).isGreaterThanOrEqualTo(2 * CONNECTIONS_OF_ADDRESS);
      try (Socket health = new Socket(live.getHost(), live.getPort())) {
        health.setSoTimeout(30_000);
        assertThat(some(send(health, GOOD.replace("/ ", live.getPath() + " "))))
            .startsWith("HTTP/1.1 200 ");
      }
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
    await()
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              try (Socket client = send(connect(), GOOD)) {
                assertThat(some(client)).startsWith("HTTP/1.1 200 ");
              }
            });
  }

  /** Limits that a test can reach. */
  public static final class Small implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "hub.http.h2c",
          "true",
          "hub.http.head-timeout",
          "PT2S",
          "hub.http.connections-per-address-max",
          Integer.toString(CONNECTIONS_OF_ADDRESS));
    }
  }
}
