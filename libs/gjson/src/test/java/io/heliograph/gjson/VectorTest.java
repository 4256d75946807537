package io.heliograph.gjson;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class VectorTest {
  @Test
  void shouldHaveAllVectorsWhenTheyAreRead() {
    assertThat(Vector.all()).hasSize(3082);
  }

  @TestFactory
  List<DynamicTest> shouldAnswerAsTheOriginalWhenAVectorIsRun() {
    return Vector.all().stream()
        .map(vector -> DynamicTest.dynamicTest(vector.id(), () -> check(vector)))
        .toList();
  }

  private static void check(Vector vector) {
    Result result = Path.compile(vector.path(), Vector.LIMITS).get(vector.json());

    SoftAssertions softly = new SoftAssertions();
    softly.assertThat(result.exists()).as("exists of %s", vector).isEqualTo(vector.exists());
    softly.assertThat(result.type()).as("type of %s", vector).isEqualTo(vector.type());
    softly.assertThat(latin(result.raw())).as("raw of %s", vector).isEqualTo(latin(vector.raw()));
    softly
        .assertThat(latin(result.string()))
        .as("string of %s", vector)
        .isEqualTo(latin(vector.string()));
    softly.assertAll();
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
