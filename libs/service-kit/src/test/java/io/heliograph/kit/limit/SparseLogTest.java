package io.heliograph.kit.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparseLogTest {
  private final List<String> lines = new ArrayList<>();
  private final VirtualClock clock = new VirtualClock();
  private final SparseLog log =
      new SparseLog(
          (level, line, failure) ->
              lines.add(level + " " + line + (failure == null ? "" : " " + failure.getMessage())),
          clock::nanos);

  private static RuntimeException failure(String message) {
    return new IllegalStateException(message);
  }

  private static RuntimeException elsewhere(String message) {
    return new IllegalStateException(message);
  }

  @Test
  void shouldTellAFailureOncePerPlaceAndMinuteWithACount() {
    for (int at = 0; at < 10_000; at++) {
      log.failed("request failed", failure("a" + at));
      log.failed("request failed", elsewhere("b" + at));
    }
    clock.advance(Duration.ofMinutes(1));
    log.failed("request failed", failure("later"));

    assertThat(lines).hasSize(4).endsWith("ERROR request failed more=9999 later");
    assertThat(lines.subList(0, 2))
        .containsExactly("ERROR request failed a0", "ERROR request failed b0");
    assertThat(lines.get(2))
        .startsWith("ERROR log lines suppressed kind=request failed")
        .contains("SparseLogTest.elsewhere")
        .endsWith(" more=9999");
  }

  @Test
  void shouldTellKindsApart() {
    log.warn("one", () -> "first");
    log.warn("two", () -> "second");
    log.warn("one", () -> "third");
    log.info("three", () -> "fourth");

    assertThat(lines).containsExactly("WARN first", "WARN second", "INFO fourth");
  }

  @Test
  void shouldStayBoundedWhenKindsAreManyMoreThanThought() {
    for (int at = 0; at < 10_000; at++) {
      String kind = "kind" + at;
      log.warn(kind, () -> kind);
    }

    assertThat(lines).hasSize(201);
  }
}
