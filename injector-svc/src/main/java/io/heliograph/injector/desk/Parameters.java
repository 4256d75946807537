package io.heliograph.injector.desk;

import io.heliograph.injector.error.ErrorCode;
import io.heliograph.injector.error.ProblemException;

/** Reads query parameters; a bad one is told with its name, the rule and how it begins. */
final class Parameters {
  private static final int SHOWN_MAX = 40;

  private Parameters() {}

  static long number(String name, String text, long min, long max) {
    try {
      long number = Long.parseLong(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Told below, like one out of range.
    }
    throw new ProblemException(
        ErrorCode.INVALID_REQUEST,
        name + ": must be an integer from " + min + " to " + max + ", found '" + shown(text) + "'");
  }

  /** How the text begins, in one line. */
  private static String shown(String text) {
    String start = text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "…" : text;
    return start.replaceAll("\\p{Cntrl}", "?");
  }

  /** A text that is not empty. */
  static String text(String name, String text) {
    if (text.isEmpty()) {
      throw new ProblemException(ErrorCode.INVALID_REQUEST, name + ": must not be empty, found ''");
    }
    return text;
  }
}
