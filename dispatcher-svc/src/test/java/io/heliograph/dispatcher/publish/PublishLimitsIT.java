package io.heliograph.dispatcher.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.dispatcher.LocalKafka;
import io.heliograph.dispatcher.ServiceReady;
import io.heliograph.testkit.EventJson;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies over the limit and bytes in flight over the budget (part 1 row 29, D7). */
@QuarkusTest
@WithTestResource(LocalKafka.class)
@TestProfile(PublishLimitsIT.Small.class)
class PublishLimitsIT {
  @BeforeEach
  void ready() {
    ServiceReady.await();
  }

  private static final int BODY_BYTES_MAX = 100_000;

  @Inject AdmissionBudget inFlight;

  @Test
  void shouldRefuseAtOnceWhenTheLengthIsOverTheLimit() throws IOException {
    try (PublishConnection client = client().promise(BODY_BYTES_MAX + 1)) {
      assertThat(client.answer())
          .startsWith("HTTP/1.1 413 ")
          .endsWith(
              "{\"status\":\"413\",\"title\":\"request too large\",\"detail\":\"the body may have"
                  + " at most 100000 bytes\",\"error_enum\":\"ErrorStringEnumUnset\"}");
    }
  }

  @Test
  void shouldRefuseWhenAnUndeclaredBodyGrowsOverTheLimit() throws IOException {
    try (PublishConnection client = client().head("Transfer-Encoding: chunked")) {
      client.chunk(BODY_BYTES_MAX).chunk(1);

      assertThat(client.answer()).startsWith("HTTP/1.1 413 ");
    }
    assertNothingIsTaken();
  }

  @Test
  void shouldAnswerTheNextRequestWhenARefusedBodyWasSentWhole() throws IOException {
    byte[] event = EventJson.binary(EventJson.sha256()).getBytes(UTF_8);
    try (PublishConnection client = client().promise(BODY_BYTES_MAX + 1)) {
      assertThat(client.answer()).startsWith("HTTP/1.1 413 ");

      client.send(PublishConnection.spaces(BODY_BYTES_MAX + 1)).promise(event.length).send(event);

      assertThat(client.answer()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void shouldAskToComeBackWhenOtherBodiesFillTheBudget() throws IOException {
    byte[] half = PublishConnection.spaces(BODY_BYTES_MAX - 1);
    try (PublishConnection slow = client().promise(BODY_BYTES_MAX).send(half)) {
      await().untilAsserted(() -> assertThat(inFlight.taken()).isEqualTo(2 * BODY_BYTES_MAX));
      try (PublishConnection other = client().promise(BODY_BYTES_MAX).send(half)) {
        assertThat(other.answer())
            .startsWith("HTTP/1.1 503 ")
            .containsIgnoringCase("\r\nretry-after: 1\r\n")
            .contains("\"title\":\"overloaded\"");
      }

      slow.send(PublishConnection.spaces(1));
      assertThat(slow.answer()).startsWith("HTTP/1.1 422 ");
    }
    assertNothingIsTaken();
  }

  @Test
  void shouldGiveTheBytesBackWhenAClientBreaksOff() throws IOException {
    try (PublishConnection client = client()) {
      client.promise(BODY_BYTES_MAX).send(PublishConnection.spaces(50_000));
      await().untilAsserted(() -> assertThat(inFlight.taken()).isEqualTo(2 * 65_536));
    }
    assertNothingIsTaken();
  }

  @Test
  void shouldGiveUpWhenABodyMakesNoProgress() throws IOException {
    try (PublishConnection client = client().promise(10).send(PublishConnection.spaces(1))) {
      assertThat(client.answer())
          .startsWith("HTTP/1.1 500 ")
          .contains("\"detail\":\"the body brought under 16384 bytes a second\"");
    }
    assertNothingIsTaken();
  }

  private void assertNothingIsTaken() {
    await().untilAsserted(() -> assertThat(inFlight.taken()).isZero());
  }

  private static PublishConnection client() throws IOException {
    return new PublishConnection(RestAssured.port);
  }

  /** Limits that a test can reach. */
  public static final class Small implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "hub.publish.body-bytes-max", Integer.toString(BODY_BYTES_MAX),
          "hub.publish.in-flight-bytes-max", "300000",
          "hub.http.progress-window", "PT2S");
    }
  }
}
