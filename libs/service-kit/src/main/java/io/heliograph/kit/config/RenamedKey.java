package io.heliograph.kit.config;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A configuration key that got another name.
 *
 * @param former its old name; with {@code .*} at the end all names below a prefix
 * @param current its name now, with {@code .*} where the old one has it
 * @param unit of a value that is a bare number under the old name
 */
record RenamedKey(String former, String current, Unit unit) implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  private static final String ANY = ".*";
  private static final Pattern ROW = Pattern.compile("(\\S+) -> (\\S+?)(?: (ms|s|d))?");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

  RenamedKey {
    if (former.endsWith(ANY) != current.endsWith(ANY)) {
      throw new IllegalArgumentException(former + " -> " + current + ": .* ends both or none");
    }
  }

  /** The unit of bare numbers under an old name, whose new one holds a duration. */
  enum Unit {
    NONE,
    MILLIS,
    SECONDS,
    DAYS
  }

  /**
   * Reads a row of {@code META-INF/heliograph/renamed-keys.txt}.
   *
   * @throws IllegalArgumentException with the row and its form, when it is none
   */
  static RenamedKey parse(String row) {
    Matcher matcher = ROW.matcher(row);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          row + ": a renamed key is OLD -> NEW, OLD -> NEW ms, s or d");
    }
    return new RenamedKey(matcher.group(1), matcher.group(2), unit(matcher.group(3)));
  }

  private static Unit unit(@Nullable String text) {
    return switch (text) {
      case "ms" -> Unit.MILLIS;
      case "s" -> Unit.SECONDS;
      case "d" -> Unit.DAYS;
      case null, default -> Unit.NONE;
    };
  }

  /** The old name of a key; empty where this row is not about it. */
  Optional<String> formerOf(String key) {
    return translated(key, current, former);
  }

  /** The name now of an old key; empty where this row is not about it. */
  Optional<String> currentOf(String key) {
    return translated(key, former, current);
  }

  private static Optional<String> translated(String key, String from, String to) {
    if (!from.endsWith(ANY)) {
      return key.equals(from) ? Optional.of(to) : Optional.empty();
    }
    int prefix = from.length() - 1;
    return key.startsWith(from.substring(0, prefix))
        ? Optional.of(to.substring(0, to.length() - 1) + key.substring(prefix))
        : Optional.empty();
  }

  /** A value that was set under the old name, as the new one takes it. */
  String value(String text) {
    String number = text.strip();
    if (!NUMBER.matcher(number).matches()) {
      return text;
    }
    return switch (unit) {
      case NONE -> text;
      case MILLIS -> Duration.ofMillis(Long.parseLong(number)).toString();
      case SECONDS -> Duration.ofSeconds(Long.parseLong(number)).toString();
      case DAYS -> "P" + number + "D";
    };
  }
}
