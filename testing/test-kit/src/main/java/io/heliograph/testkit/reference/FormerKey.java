package io.heliograph.testkit.reference;

import java.util.List;

/**
 * A key that was renamed, from {@code META-INF/heliograph/renamed-keys.txt} of a module.
 *
 * @param former its old name, or a prefix with {@code .*}
 * @param current its name now
 * @param unit of bare numbers under the old name; empty for that of the new one
 */
record FormerKey(String former, String current, String unit) {
  private static final String FILE = "/src/main/resources/META-INF/heliograph/renamed-keys.txt";

  /** The rows of a module, by its folder; none where it has no such file. */
  static List<FormerKey> of(String module) {
    Committed file = Committed.of(module + FILE);
    return file.exists()
        ? file.text()
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .map(FormerKey::parsed)
            .toList()
        : List.of();
  }

  private static FormerKey parsed(String row) {
    List<String> words = List.of(row.split(" "));
    return new FormerKey(words.get(0), words.get(2), words.size() > 3 ? words.get(3) : "");
  }

  /** Whether that key, in full or with {@code .*}, is one that this row names now. */
  boolean leadsTo(String key) {
    return current.endsWith(".*")
        ? key.startsWith(current.substring(0, current.length() - 1))
        : key.equals(current);
  }

  /** Its row of the reference. */
  String row() {
    return "| `%s` | `%s`%s |\n".formatted(former, current, remark());
  }

  private String remark() {
    return switch (unit) {
      case "ms" -> "; a bare number is read as milliseconds";
      case "s" -> "; a bare number is read as seconds";
      case "d" -> "; a bare number is read as days";
      default -> "";
    };
  }
}
