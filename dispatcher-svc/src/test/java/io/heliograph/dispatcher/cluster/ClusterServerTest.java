package io.heliograph.dispatcher.cluster;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.coordinator.cluster.Readiness;
import io.heliograph.coordinator.cluster.RemoteReservations;
import io.heliograph.coordinator.fetch.Confirmation;
import io.heliograph.coordinator.shard.Settlement;
import io.heliograph.coordinator.view.DeliveryProgress;
import io.heliograph.coordinator.view.DeliveryProgressQuery;
import io.heliograph.coordinator.view.QueueDepth;
import io.heliograph.coordinator.view.QueueName;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The port between replicas answers strangers before their body comes, and bounds all bodies. */
class ClusterServerTest {
  private static final String SECRET = "known-between-us-only";
  private static final String KNOWN = Wire.SECRET + ": " + SECRET + "\r\n";
  private static final String PROCESS = Wire.PROCESS + ": other\r\n";
  private static final long TWO_GIGABYTES = 2L << 30;

  private final Vertx vertx = Vertx.vertx();
  private final Endpoint endpoint = new Endpoint();
  private final int port = free();
  private final ClusterServer server = new ClusterServer(vertx, new Settings(port), requests());

  private ReplicaRequests requests() {
    return new ReplicaRequests(endpoint);
  }

  private record Settings(int port) implements ClusterSettings {
    @Override
    public OptionalInt ordinal() {
      return OptionalInt.empty();
    }

    @Override
    public Optional<String> secret() {
      return Optional.of(SECRET);
    }

    @Override
    public String host() {
      return "127.0.0.1";
    }
  }

  /** Keeps the names of who asked what there is. */
  private static final class Endpoint implements ReplicaEndpoint {
    private final List<DeliveryProgressQuery> asked = new CopyOnWriteArrayList<>();

    @Override
    public RemoteReservations reservations() {
      throw new IllegalStateException("nothing is reserved here");
    }

    @Override
    public void settled(String process, long batch, Settlement settlement, List<Integer> takes) {}

    @Override
    public CompletionStage<Readiness> readiness(List<String> pluginKeys) {
      throw new IllegalStateException("nothing is ready here");
    }

    @Override
    public CompletionStage<List<DeliveryProgress>> progress(DeliveryProgressQuery question) {
      asked.add(question);
      return CompletableFuture.completedStage(List.of());
    }

    @Override
    public CompletionStage<Map<QueueName, QueueDepth>> depths(List<String> pluginKeys) {
      throw new IllegalStateException("no queue is here");
    }

    @Override
    public void confirmed(Confirmation confirmation) {}
  }

  @BeforeEach
  void start() throws Exception {
    server.start(new StartupEvent());
  }

  @AfterEach
  void stop() {
    server.stop(new ShutdownEvent());
    var unused = vertx.close();
  }

  /** What is answered to a request whose body ends after those bytes, or does not end. */
  private String answer(String method, String path, String headers, long length, byte[] body)
      throws IOException {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
      client.setSoTimeout(30_000);
      String head =
          method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length;
      client.getOutputStream().write((head + "\r\n" + headers + "\r\n").getBytes(ISO_8859_1));
      client.getOutputStream().write(body);
      byte[] begin = client.getInputStream().readNBytes(12);
      return new String(begin, ISO_8859_1);
    }
  }

  private String asks(String headers) throws IOException {
    byte[] body = new DeliveryProgressQuery("plugin", "1", List.of()).encode();
    return answer("POST", Wire.PATH + Wire.PROGRESS, headers, body.length, body);
  }

  @Test
  void shouldAnswerWhoKnowsTheSecret() throws IOException {
    assertThat(asks(KNOWN + PROCESS)).isEqualTo("HTTP/1.1 200");
    assertThat(endpoint.asked).extracting(DeliveryProgressQuery::name).containsExactly("plugin");
  }

  /** A body without a known version is refused by what serves the path. */
  @ParameterizedTest
  @ValueSource(strings = {Wire.TAKE, Wire.READY, Wire.PROGRESS, Wire.DEPTHS, Wire.SETTLE})
  void shouldServeEveryPathThatReplicasAsk(String path) throws IOException {
    assertThat(answer("POST", Wire.PATH + path, KNOWN + PROCESS, 1, new byte[1]))
        .isIn("HTTP/1.1 400", "HTTP/1.1 500");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "known-between-us-onl",
        "known-between-us-only2",
        "KNOWN-BETWEEN-US-ONLY"
      })
  void shouldRefuseAStrangerBeforeItsBodyComes(String secret) throws IOException {
    String headers = (secret.isEmpty() ? "" : Wire.SECRET + ": " + secret + "\r\n") + PROCESS;

    for (String path : List.of(Wire.TAKE, Wire.READY, Wire.PROGRESS, Wire.SETTLE, "/other")) {
      assertThat(answer("POST", Wire.PATH + path, headers, TWO_GIGABYTES, new byte[0]))
          .isEqualTo("HTTP/1.1 404");
    }
    assertThat(asks(headers)).isEqualTo("HTTP/1.1 404");
    assertThat(endpoint.asked).isEmpty();
  }

  @Test
  void shouldRefuseABodyThatIsTooLongAfterItsFirstBytes() throws IOException {
    assertThat(
            answer(
                "POST",
                Wire.PATH + Wire.PROGRESS,
                KNOWN + PROCESS,
                TWO_GIGABYTES,
                new byte[65_537]))
        .isEqualTo("HTTP/1.1 413");
    assertThat(endpoint.asked).isEmpty();
  }

  @Test
  void shouldRefuseWhatNoReplicaAsks() throws IOException {
    assertThat(asks(KNOWN)).isEqualTo("HTTP/1.1 404");
    assertThat(answer("GET", Wire.PATH + Wire.PROGRESS, KNOWN + PROCESS, 0, new byte[0]))
        .isEqualTo("HTTP/1.1 404");
    assertThat(answer("POST", "/api/v1/pause", KNOWN + PROCESS, 0, new byte[0]))
        .isEqualTo("HTTP/1.1 404");
  }

  private static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new AssertionError(none);
    }
  }
}
