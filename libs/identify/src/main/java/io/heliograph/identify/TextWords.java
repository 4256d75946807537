package io.heliograph.identify;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words of a text without case, for the question whether a search is worth its time. */
final class TextWords {
  private static final char BEGINS_A_LINE = '^';

  private final String lowerCase;
  private final Set<String> beginnings = new HashSet<>();

  TextWords(String text) {
    lowerCase = text.toLowerCase(Locale.ROOT);
    int at = 0;
    while (at < lowerCase.length()) {
      at = addLine(at);
    }
  }

  /** What the line from there begins with, a word or another character; returns the next line. */
  private int addLine(int start) {
    int end = lowerCase.indexOf('\n', start);
    int next = end < 0 ? lowerCase.length() : end + 1;
    int first = start;
    while (first < next && isBlank(lowerCase.charAt(first))) {
      first++;
    }
    if (first < next) {
      int after = first;
      while (after < next && isOfAWord(lowerCase.charAt(after))) {
        after++;
      }
      beginnings.add(lowerCase.substring(first, Math.max(after, first + 1)));
    }
    return next;
  }

  /** As RE2 sees a space. */
  private static boolean isBlank(char unit) {
    return unit == ' ' || unit == '\t' || unit == '\n' || unit == '\f' || unit == '\r';
  }

  private static boolean isOfAWord(char unit) {
    return (unit >= 'a' && unit <= 'z') || (unit >= '0' && unit <= '9') || unit == '_';
  }

  /** Whether one of the words stands in the text, or begins a line of it where it has a ^. */
  boolean hasOneOf(List<String> words) {
    for (String word : words) {
      if (word.charAt(0) == BEGINS_A_LINE
          ? beginnings.contains(word.substring(1))
          : lowerCase.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
