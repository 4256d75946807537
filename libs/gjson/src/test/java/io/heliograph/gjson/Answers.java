package io.heliograph.gjson;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

/** Compares the answers of the two evaluators, and the decision with the answer. */
final class Answers {
  private Answers() {}

  static void check(Path path, byte[] json) {
    String general = outcome(() -> path.getGenerally(json, 0, json.length));
    String answer = outcome(() -> path.get(json));
    String as = "%s on %s".formatted(path, latin(json));

    assertThat(answer).as(as).isEqualTo(general);
    if (!general.startsWith("limit")) {
      assertThat(path.matches(json))
          .as("keep of %s", as)
          .isEqualTo(path.getGenerally(json, 0, json.length).isKept());
    }
  }

  /** An answer as a line of text; a cap that was reached is an answer too. */
  private static String outcome(Evaluator evaluator) {
    try {
      Result result = evaluator.get();
      return result.exists()
          + " "
          + result.type()
          + " "
          + latin(result.raw())
          + " "
          + latin(result.string());
    } catch (LimitExceededException exceeded) {
      return "limit";
    }
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** One of the two. */
  private interface Evaluator {
    Result get();
  }
}
