package io.heliograph.event.source;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Typed access to plain YAML; each refusal names the place and the rule, as an {@link
 * IllegalArgumentException}.
 */
final class Yaml {
  private Yaml() {}

  static Map<String, Object> load(String text) {
    try {
      LoaderOptions options = new LoaderOptions();
      options.setAllowDuplicateKeys(false);
      Object root = new org.yaml.snakeyaml.Yaml(new SafeConstructor(options)).load(text);
      return map("the file", root);
    } catch (YAMLException malformed) {
      throw new IllegalArgumentException("not YAML: " + malformed.getMessage(), malformed);
    }
  }

  /** A mapping; an absent one is empty. */
  @SuppressWarnings("unchecked") // every key is checked to be text
  static Map<String, Object> map(String place, @Nullable Object value) {
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Map<?, ?> map
        && map.keySet().stream().allMatch(String.class::isInstance)) {
      return (Map<String, Object>) map;
    }
    throw new IllegalArgumentException(place + " must be a mapping with names as keys");
  }

  /** A text or a number as text. */
  static String text(String place, @Nullable Object value, String otherwise) {
    if (value == null) {
      return otherwise;
    }
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    throw new IllegalArgumentException(place + " must be text");
  }

  /** A whole number of 0 or more; an absent one is 0. */
  static int count(String place, @Nullable Object value) {
    if (value == null) {
      return 0;
    }
    if (value instanceof Integer number && number >= 0) {
      return number;
    }
    throw new IllegalArgumentException(place + " must be a number of 0 or more, but is " + value);
  }

  static boolean flag(String place, @Nullable Object value) {
    if (value == null) {
      return false;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw new IllegalArgumentException(place + " must be true or false, but is " + value);
  }

  static List<String> texts(String place, @Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(item -> text(place, item, "")).toList();
    }
    throw new IllegalArgumentException(place + " must be a list of text");
  }

  /**
   * Checks that a name can be part of a topic name.
   *
   * @throws IllegalArgumentException naming the place
   */
  static void requireName(String place, String name) {
    boolean fits = !name.isEmpty() && name.length() <= 100;
    for (int i = 0; fits && i < name.length(); i++) {
      char unit = name.charAt(i);
      fits =
          (unit >= 'a' && unit <= 'z')
              || (unit >= 'A' && unit <= 'Z')
              || (unit >= '0' && unit <= '9')
              || unit == '_'
              || unit == '-';
    }
    if (!fits) {
      throw new IllegalArgumentException(
          place + ": the id must be 1 to 100 letters, digits, _ or -");
    }
  }
}
