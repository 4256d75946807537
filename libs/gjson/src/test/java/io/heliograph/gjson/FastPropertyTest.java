package io.heliograph.gjson;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** The two evaluators are one in their answers; a failure names path, document and seed. */
class FastPropertyTest {
  private static final int PATHS_PER_DOCUMENT = 20;

  @Property(tries = 4000, shrinking = ShrinkingMode.OFF)
  void shouldAnswerAsTheGeneralEvaluatorWhenTheDocumentIsValid(@ForAll long seed) {
    Documents documents = new Documents(seed);
    byte[] json = documents.document().getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < PATHS_PER_DOCUMENT; i++) {
      Answers.check(Path.compile(documents.path()), json);
    }
  }

  @Property(tries = 4000, shrinking = ShrinkingMode.OFF)
  void shouldAnswerAsTheGeneralEvaluatorWhenTheDocumentIsBroken(@ForAll long seed) {
    Documents documents = new Documents(seed);
    byte[] json = documents.broken(documents.document().getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < PATHS_PER_DOCUMENT; i++) {
      Answers.check(Path.compile(documents.path()), json);
    }
  }

  @Property(tries = 2000, shrinking = ShrinkingMode.OFF)
  void shouldAnswerAsTheGeneralEvaluatorWhenThePathIsBroken(@ForAll long seed) {
    Documents documents = new Documents(seed);
    byte[] json = documents.document().getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < PATHS_PER_DOCUMENT; i++) {
      byte[] path = documents.broken(documents.path().getBytes(StandardCharsets.UTF_8));
      Answers.check(Path.compile(path), json);
    }
  }

  @Example
  void shouldDecideMostWhenTheDocumentIsValid() {
    int found = 0;
    for (int seed = 0; seed < 2000; seed++) {
      Documents documents = new Documents(seed);
      byte[] json = documents.document().getBytes(StandardCharsets.UTF_8);
      Fast fast = Path.compile(documents.path()).fast();
      Value value = fast == null ? null : fast.get(json, 0, json.length);
      found += value != null && value.exists() ? 1 : 0;
    }

    assertThat(found).isGreaterThan(120);
  }
}
