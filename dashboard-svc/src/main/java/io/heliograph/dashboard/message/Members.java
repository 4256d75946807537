package io.heliograph.dashboard.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import org.jspecify.annotations.Nullable;

/** Reads members of messages: a missing one breaks off, one of a wrong type is poison. */
final class Members {

  private Members() {}

  /** The member of that name. */
  static JsonNode required(JsonNode object, String name) throws UnusableException {
    if (!object.isObject()) {
      throw UnusableException.poison(
          Rejection.WRONG_TYPE, "what holds " + name + " is not an object");
    }
    JsonNode value = object.get(name);
    if (value == null) {
      throw UnusableException.incomplete(Rejection.MEMBER_MISSING, name + " is missing");
    }
    return value;
  }

  /** A member that stands in keys and sets: text, or a number taken as its text. */
  static String name(JsonNode object, String name) throws UnusableException {
    return text(required(object, name), name);
  }

  /** A value that stands in keys and sets. */
  static String text(JsonNode value, String name) throws UnusableException {
    if (value.isTextual()) {
      return value.textValue();
    }
    if (value.isIntegralNumber()) {
      return value.asText();
    }
    throw UnusableException.poison(Rejection.WRONG_TYPE, name + " is not text");
  }

  /**
   * A member that is one of a few codes, such as {@code "0"}; MISP on PHP 8 sends some of them as
   * numbers.
   */
  static boolean isCode(JsonNode value, String code) {
    return value.isTextual()
        ? value.textValue().equals(code)
        : value.isIntegralNumber() && value.asText().equals(code);
  }

  /** Whether a flag is set, in any of the ways that MISP writes one: true, 1, "1". */
  static boolean isSet(JsonNode object, String name) {
    JsonNode value = object.path(name);
    return value.isBoolean()
        ? value.booleanValue()
        : isCode(value, "1") || "true".equals(value.textValue());
  }

  /** Whether the member is there and not empty. */
  static boolean isFilled(JsonNode object, String name) {
    JsonNode value = object.get(name);
    return value != null && !value.isEmpty();
  }

  /** The member, or JSON's null. */
  static JsonNode orNull(JsonNode object, String name) {
    JsonNode value = object.get(name);
    return value == null ? NullNode.getInstance() : value;
  }

  /** A time in seconds: a number or a text of digits. */
  static long seconds(@Nullable JsonNode value, String name) throws UnusableException {
    long seconds;
    if (value == null || value.isNull()) {
      throw badTime(name, "is missing");
    } else if (value.isNumber()) {
      seconds = (long) value.doubleValue();
    } else if (value.isTextual()) {
      seconds = parse(value.textValue().strip(), name);
    } else {
      throw badTime(name, "is not a number");
    }
    if (!Days.isNameable(seconds)) {
      throw badTime(name, "is out of range");
    }
    return seconds;
  }

  private static long parse(String text, String name) throws UnusableException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException noNumber) {
      throw badTime(name, "is not a number");
    }
  }

  private static UnusableException badTime(String name, String rule) {
    return UnusableException.poison(Rejection.BAD_TIMESTAMP, name + " " + rule);
  }
}
