package io.heliograph.injector.api;

import io.heliograph.kit.error.CommonError;
import io.heliograph.kit.error.Found;
import io.heliograph.kit.error.ProblemException;

/** Reads query parameters; a bad one is told with its name, the rule and how it begins. */
final class Parameters {
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
        CommonError.INVALID_REQUEST,
        name + ": must be an integer from " + min + " to " + max + Found.of(text));
  }

  /** A text that is not empty. */
  static String text(String name, String text) {
    if (text.isEmpty()) {
      throw new ProblemException(
          CommonError.INVALID_REQUEST, name + ": must not be empty" + Found.of(text));
    }
    return text;
  }
}
