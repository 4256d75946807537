package io.heliograph.exchange.json;

import java.util.Comparator;

/** Texts in the order of their code points, as Python sorts; Java's own order is by UTF-16 unit. */
public final class CodePoints {
  /** By code point. */
  public static final Comparator<String> ORDER = CodePoints::compare;

  private CodePoints() {}

  private static int compare(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char one = left.charAt(i);
      char other = right.charAt(i);
      if (one != other) {
        boolean supplementary = Character.isSurrogate(one);
        return supplementary == Character.isSurrogate(other)
            ? Character.compare(one, other)
            : supplementary ? 1 : -1;
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
