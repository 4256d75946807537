package io.heliograph.identify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Texts that make an engine with backtracking try again and again, or nest without end. */
final class WorstTexts {
  static final List<Integer> SIZES = List.of(64, 1024, 64 * 1024, 1024 * 1024);

  private static final List<String> PIECES =
      List.of(
          "\n",
          " ",
          "\t",
          " \t",
          "\r",
          "\r\n",
          " ".repeat(40) + "\n",
          "a",
          "aA1_",
          "a ",
          "a.",
          "a,",
          "a\n",
          "a: b\n",
          "a=",
          "a = 1\n",
          "é",
          "/*",
          "/**/",
          "/* * */\n",
          "//\n",
          "// x\n\n",
          "#",
          "# \n",
          "#!",
          ";\n",
          "; x\n\n",
          ".\\\"\n",
          "'\\\"x\n \n",
          "(",
          "()",
          "((a)",
          "[",
          "[a](",
          "[[a]",
          "{",
          "{}",
          "{\"a\":",
          "[{",
          "\"",
          "\\",
          "<",
          "<a>",
          "<a ",
          "<a><b ",
          "<!--",
          "<!-- -->",
          "<!-- ->\n",
          "<?xml ",
          "<?xml ?>",
          "<!doctype ",
          "<!ELEMENT a (",
          "<!DOCTYPE a [",
          "|a|\n",
          "- a\n",
          "from: x\n",
          "from: x\n\n",
          "received: x\n x\n",
          "public static ",
          "final \n",
          "%PDF-1.4 /Encryptx ",
          "PK\u0003\u0004",
          "d1:a");

  private WorstTexts() {}

  /** Repeated up to the size. */
  static String of(String piece, int characters) {
    return piece.repeat(characters / piece.length() + 1).substring(0, characters);
  }

  static List<String> pieces() {
    return PIECES;
  }

  /** And those made of a rule's own words, so that its search is never spared. */
  static Set<String> pieces(Indicators.Rule rule) {
    Set<String> pieces = new LinkedHashSet<>();
    List<String> words = new ArrayList<>(rule.words());
    words.add("");
    for (String gate : words) {
      String word = gate.startsWith("^") ? "\n" + gate.substring(1) : gate;
      for (String piece : PIECES) {
        pieces.add(word + piece);
        pieces.add(piece + word + " ");
      }
    }
    return pieces;
  }
}
