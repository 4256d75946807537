package io.heliograph.cli.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HealthAnswerTest {

  @Test
  void shouldNameTheChecksThatAreNotUpWithWhatTheySay() {
    Health health =
        of(
            503,
            """
            {"status":"DOWN","checks":[
              {"name":"topics","status":"UP","data":{"known":12}},
              {"name":"work","status":"DOWN","data":{"missing":"kafka","since":7}},
              {"name":"other","status":"DOWN"}]}
            """);

    assertThat(health.ready()).isFalse();
    assertThat(health.missing()).containsExactly("work (missing=kafka, since=7)", "other");
  }

  @Test
  void shouldTellWhatIsDegradedThoughItIsReady() {
    Health health =
        of(
            200,
            """
            {"status":"UP","checks":[{"name":"work","status":"UP","data":{"degraded":"redis"}}]}
            """);

    assertThat(health).isEqualTo(new Health(true, List.of("work (degraded=redis)")));
  }

  @Test
  void shouldTellTheStatusWhenTheAnswerSaysNothing() {
    assertThat(of(404, "no such path").missing()).containsExactly("answers 404");
    assertThat(of(200, "fine")).isEqualTo(Health.isReady());
  }

  private static Health of(int status, String body) {
    return HealthAnswer.of(status, body.getBytes(UTF_8));
  }
}
