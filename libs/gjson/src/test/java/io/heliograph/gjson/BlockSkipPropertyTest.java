package io.heliograph.gjson;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Stepping over in blocks is stepping over byte by byte. */
class BlockSkipPropertyTest {
  private static final int DOCUMENTS = 12;
  private final BlockSkip skip = new BlockSkip();

  @Property(tries = 3000, shrinking = ShrinkingMode.OFF)
  void shouldEndWhereTheBytesEndWhenTheDocumentIsValid(@ForAll long seed) {
    byte[] json = bytes(array(new Documents(seed)));

    assertThat(skip.brackets(json, 1, json.length, 1)).isEqualTo(json.length);
    assertThat(Skip.brackets(json, 1, json.length, 1)).isEqualTo(json.length);
  }

  @Property(tries = 5000, shrinking = ShrinkingMode.OFF)
  void shouldEndWhereTheBytesEndWhenTheDocumentIsBroken(@ForAll long seed) {
    Documents documents = new Documents(seed);
    byte[] json = documents.broken(bytes(array(documents)));
    int end = skip.brackets(json, 1, json.length, 1);

    if (end != Skip.ODD) {
      assertThat(end).isEqualTo(Skip.brackets(json, 1, json.length, 1));
      assertThat(end).isEqualTo(Squash.block(json, 0, json.length));
    }
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void shouldAnswerAsTheGeneralEvaluatorWhenTheDocumentIsLong(@ForAll long seed) {
    Documents documents = new Documents(seed);
    String text = "{\"a\":" + array(documents) + ",\"b\":" + documents.document() + "}";
    byte[] json = seed % 2 == 0 ? bytes(text) : documents.broken(bytes(text));

    for (String path : new String[] {"b", "a.#", "a.11", "b.a", "a.#(a==1)#", "a.#.a"}) {
      Answers.check(Path.compile(path), json);
    }
  }

  private static String array(Documents documents) {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < DOCUMENTS; i++) {
      text.append(i == 0 ? "" : ",").append(documents.document());
    }
    return text.append(']').toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
