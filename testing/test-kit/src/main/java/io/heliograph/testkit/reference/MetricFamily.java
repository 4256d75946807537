package io.heliograph.testkit.reference;

import java.util.List;

/**
 * A metric as it is scraped.
 *
 * @param name with its suffixes
 * @param type in Prometheus' terms
 * @param labels in alphabetical order
 * @param text what it counts or measures
 */
record MetricFamily(String name, String type, List<String> labels, String text) {
  private static final String AZUL = "dispatcher_";
  private static final List<String> UNITS = List.of("bytes", "microseconds", "seconds");

  String row() {
    return "| `%s`%s | %s | %s | %s | %s |\n"
        .formatted(name, name.startsWith(AZUL) ? " (Azul)" : "", type, unit(), labelCell(), text);
  }

  /** The row of a table that {@link #row} has made. */
  static MetricFamily parsed(String row) {
    String[] cells = row.substring(2, row.length() - 2).split(" \\| ", -1);
    if (cells.length != 5) {
      throw new IllegalStateException("no row of the catalogue: " + row);
    }
    List<String> labels =
        cells[3].equals("-") ? List.of() : List.of(cells[3].replace("`", "").split(", "));
    return new MetricFamily(cells[0].split("`")[1], cells[1], labels, cells[4]);
  }

  private String labelCell() {
    return labels.isEmpty() ? "-" : "`" + String.join("`, `", labels) + "`";
  }

  private String unit() {
    List<String> words = List.of(name.split("_"));
    return words.contains("duration")
        ? "seconds"
        : UNITS.stream().filter(words::contains).findFirst().orElse("-");
  }
}
