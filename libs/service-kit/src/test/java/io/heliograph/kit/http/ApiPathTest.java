package io.heliograph.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v2/event",
        "/api/v2/event/",
        "//api///v2//event?x=/y",
        "/api;a=b/v2;/event;jsessionid=1;2#top",
        "/%61pi/%76%32/event",
        "/./api/x/../v2/event",
        "/../api/v2/event/.",
        "\\api\\v2\\event",
        "http://hub.example/api/v2/event",
        "/api/v2%2Fevent",
      })
  void shouldReadAPathAsTheMostLenientRouterWould(String target) {
    assertThat(ApiPath.segments(target)).containsExactly("api", "v2", "event");
    assertThat(ApiPath.isUnder(target, "api", "v2")).isTrue();
    assertThat(ApiPath.isUnder(target, "api", "v3")).isFalse();
  }

  @Test
  void shouldHaveNoSegmentsWhenThePathIsEmpty() {
    assertThat(List.of("", "/", "?api/v2", "http://hub.example", "/;x", "/..", "*"))
        .allSatisfy(target -> assertThat(ApiPath.segments(target)).isSubsetOf("*"));
  }
}
