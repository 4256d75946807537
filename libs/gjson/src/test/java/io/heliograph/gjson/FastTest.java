package io.heliograph.gjson;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class FastTest {
  @TestFactory
  List<DynamicTest> shouldAnswerAsTheGeneralEvaluatorWhenAVectorIsRun() {
    return Vector.all().stream()
        .map(vector -> DynamicTest.dynamicTest(vector.id(), () -> check(vector)))
        .toList();
  }

  private static void check(Vector vector) {
    Path path = Path.compile(vector.path(), Vector.LIMITS);

    Answers.check(path, vector.json());
  }

  @Test
  void shouldBeFastForMostWhenTheVectorsAreRun() {
    long fast =
        Vector.all().stream()
            .filter(vector -> Path.compile(vector.path(), Vector.LIMITS).fast() != null)
            .count();

    assertThat(fast).isGreaterThan(1500);
  }

  @Test
  @Timeout(10)
  void shouldJudgeEachStepOnceWhenManyWaysLeadToIt() {
    assertThat(Path.compile("a.#.b" + ".".repeat(60) + "d").fast()).isNotNull();
  }

  @ParameterizedTest
  @FieldSource("io.heliograph.gjson.FilterPaths#ALL")
  void shouldNotAskTheGeneralEvaluatorWhenAnEventIsFiltered(String path) {
    Path compiled = Path.compile(path);
    for (String name : List.of("event-2k.json", "event-50k.json")) {
      byte[] event = Vector.document(name);
      Fast fast = Objects.requireNonNull(compiled.fast());

      assertThat(fast.get(event, 0, event.length)).as(name).isNotNull();
      assertThat(fast.decide(event, 0, event.length)).isNotEqualTo(Fast.Decision.UNDECIDED);
      Answers.check(compiled, event);
    }
  }

  @Test
  void shouldStayInItsRangeWhenTheDocumentIsAPart() {
    byte[] json = "{\"a\":1}{\"a\":[1,2".getBytes(StandardCharsets.UTF_8);

    assertThat(Path.compile("a").get(json, 0, 7).rawText()).isEqualTo("1");
    assertThat(Path.compile("..#").get(json, 0, 7).rawText()).isEqualTo("1");
    assertThat(Path.compile("a.#").get(json, 7, 9).rawText()).isEqualTo("2");
    assertThat(Path.compile("a").matches(json, 7, 5)).isFalse();
  }
}
