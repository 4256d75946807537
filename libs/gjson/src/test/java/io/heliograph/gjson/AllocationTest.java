package io.heliograph.gjson;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A keep decision of the fast evaluator makes no garbage, whatever the compiler has got to. */
class AllocationTest {
  private static final int EVALUATIONS = 200;

  /** What one evaluation may allocate: less than the smallest object. */
  private static final int BYTES_PER_EVALUATION = 8;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final String ESCAPED =
      "{\"e\":[{\"n\\u0061me\":\"a\\tb\\ud83d\\ude00\",\"on\":\"\\u0074rue\"},"
          + "{\"name\":\"c\\\\\",\"on\":\"TRUE\"}],\"z\":\"\\\"\"}";

  static Stream<Arguments> shouldAllocateNothingWhenADecisionIsMade() {
    return Stream.concat(
        FilterPaths.ALL.stream()
            .flatMap(
                path ->
                    Stream.of("event-2k.json", "event-50k.json")
                        .map(name -> Arguments.of(path, Vector.document(name)))),
        Stream.of(
                "e.#(name%\"*\\t*\")#|#",
                "e.#(name==\"c\\\\\").on",
                "e.#(on==~true)#.name",
                "e.#(on!=~false)#|0",
                "?.#.na*",
                "z")
            .map(path -> Arguments.of(path, ESCAPED.getBytes(StandardCharsets.UTF_8))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void shouldAllocateNothingWhenADecisionIsMade(String text, byte[] json) {
    Path path = Path.compile(text);
    decide(path, json);

    long before = THREADS.getCurrentThreadAllocatedBytes();
    decide(path, json);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

    assertThat(allocated).isLessThan((long) BYTES_PER_EVALUATION * EVALUATIONS);
  }

  private static void decide(Path path, byte[] json) {
    for (int i = 0; i < EVALUATIONS; i++) {
      path.matches(json);
    }
  }
}
