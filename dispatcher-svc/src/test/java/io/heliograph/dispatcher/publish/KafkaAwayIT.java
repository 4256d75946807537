package io.heliograph.dispatcher.publish;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.local.LocalStack;
import io.heliograph.local.ServerKind;
import io.heliograph.testkit.EventJson;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clear answers while Kafka is not there yet, and while it is away; none is half said. */
@QuarkusTest
@WithTestResource(KafkaAwayIT.LateKafka.class)
class KafkaAwayIT {
  private static final Duration A_WHILE = Duration.ofSeconds(60);
  private static final String PORT = "heliograph.test.late-kafka.port";

  @TestHTTPResource(value = "/health/ready", management = true)
  URL ready;

  @TestHTTPResource(value = "/health/live", management = true)
  URL live;

  @Test
  void shouldRefuseClearlyWhileKafkaIsAwayAndServeWhenItIsThere() {
    assertThat(given().get(live).statusCode()).isEqualTo(200);
    assertThat(given().get(ready).statusCode()).isEqualTo(503);
    assertThat(post().statusCode()).isEqualTo(503);
    assertThat(post().header("Retry-After")).isEqualTo("1");
    assertThat(post().asString()).contains("kafka is not available");

    try (LocalStack stack =
        LocalStack.start(LocalStack.options().server(ServerKind.KAFKA, Integer.getInteger(PORT)))) {
      await().atMost(A_WHILE).until(() -> given().get(ready).statusCode() == 200);
      await().atMost(A_WHILE).until(() -> post().statusCode() == 200);

      stack.kafka().pause();
      Response paused = post();
      assertThat(paused.statusCode()).isEqualTo(500);
      assertThat(paused.asString())
          .contains("successfully submitted 0/1 events")
          .contains("kafka did not confirm in time, the event may be published");
      stack.kafka().resume();
      await().atMost(A_WHILE).until(() -> post().statusCode() == 200);

      stack.kafka().kill();
      assertThat(post().statusCode()).isIn(500, 503);
      stack.kafka().restart();
      await().atMost(A_WHILE).until(() -> post().statusCode() == 200);
    }
  }

  private static Response post() {
    return given()
        .queryParam("model", "binary")
        .queryParam("sync", "true")
        .body(EventJson.binary(EventJson.sha256()).getBytes(UTF_8))
        .post("/api/v2/event");
  }

  /** Names a port on which a broker will be, and keeps time-outs short. */
  public static final class LateKafka implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
      int kafkaPort;
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        kafkaPort = free.getLocalPort();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      System.setProperty(PORT, Integer.toString(kafkaPort));
      return Map.of(
          "kafka.bootstrap.servers", "127.0.0.1:" + kafkaPort,
          "hub.topics.poll-millis", "500",
          "hub.topics.request-timeout-millis", "2000",
          "hub.producer.delivery-timeout-millis", "3000",
          "hub.producer.request-timeout-millis", "1500");
    }

    @Override
    public void stop() {
      System.clearProperty(PORT);
    }
  }
}
