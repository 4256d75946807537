package io.heliograph.dispatcher.fetch;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The parameters of a query, read strictly: a value that has not the form it should have is refused
 * with the parameter's name; unknown parameters are ignored, as in the peer.
 */
final class Query {
  private static final List<String> KNOWN =
      List.of(
          "name",
          "version",
          "count",
          "deadline",
          "timeout",
          "deployment_key",
          "debug",
          "reset",
          "filter",
          "avro-format",
          "max-security",
          "r-action",
          "r-content",
          "r-expedite",
          "r-historic",
          "r-live",
          "r-over-content-size",
          "r-source",
          "r-streams",
          "r-under-content-size",
          "d-action",
          "d-self",
          "f-allow-event-type",
          "f-data-type",
          "f-deny-event-type",
          "f-max-content-size",
          "f-min-content-size",
          "f-self",
          "ignore-historic",
          "requires-data");

  private final MultiMap values;

  Query(MultiMap values) {
    this.values = values;
  }

  static HubException bad(String key, String reason) {
    return new HubException(ErrorCode.BAD_PARAMETERS, "bad parameter for " + key + ": " + reason);
  }

  /** The same refusal, with the parameter that was probably meant by one that does not exist. */
  HubException hinted(HubException refusal) {
    for (String given : values.names()) {
      // Names are told apart without regard to case.
      String name = given.toLowerCase(Locale.ROOT);
      if (!KNOWN.contains(name)) {
        return NearName.of(name, KNOWN)
            .map(
                meant ->
                    new HubException(
                        refusal.code(),
                        refusal.getMessage()
                            + "; parameter "
                            + given
                            + " is not known, did you mean "
                            + meant
                            + "?"))
            .orElse(refusal);
      }
    }
    return refusal;
  }

  boolean has(String key) {
    String value = values.get(key);
    return value != null && !value.isEmpty();
  }

  String text(String key) {
    String value = values.get(key);
    return value == null ? "" : value;
  }

  /** All values of a parameter that may be repeated, without empty ones, each once. */
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    add(texts, key);
    return texts;
  }

  /** The values of a parameter and of its old name. */
  List<String> texts(String key, String oldKey) {
    List<String> texts = texts(key);
    add(texts, oldKey);
    return texts;
  }

  private void add(List<String> texts, String key) {
    for (String value : values.getAll(key)) {
      if (!value.isEmpty() && !texts.contains(value)) {
        texts.add(value);
      }
    }
  }

  /** A flag that may come under its old name. */
  boolean flag(String key, String oldKey) {
    return flag(given(key, oldKey), false);
  }

  boolean flag(String key, boolean absent) {
    String value = text(key);
    return switch (value) {
      case "" -> absent;
      case "1", "t", "T", "TRUE", "true", "True" -> true;
      case "0", "f", "F", "FALSE", "false", "False" -> false;
      default -> throw bad(key, "'" + value + "' is not a boolean");
    };
  }

  /** A whole number as the peer writes it: ASCII digits, a sign before them or none. */
  long number(String key, long absent) {
    String value = text(key);
    if (value.isEmpty()) {
      return absent;
    }
    // Long.parseLong would also take the digits of other scripts.
    if (value.chars().allMatch(unit -> unit < 0x80)) {
      try {
        return Long.parseLong(value);
      } catch (NumberFormatException notANumber) {
        // Told below, together with what is no ASCII.
      }
    }
    throw bad(key, "'" + value + "' is not an integer");
  }

  /** The name under which a parameter was given, its own or its old one, for error texts. */
  String given(String key, String oldKey) {
    return !has(key) && has(oldKey) ? oldKey : key;
  }
}
