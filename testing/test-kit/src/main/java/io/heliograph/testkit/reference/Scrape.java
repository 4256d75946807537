package io.heliograph.testkit.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics of ours in an answer of {@code /metrics}, in Prometheus' or OpenMetrics' format. */
final class Scrape {
  /** What the names of our metrics begin with. */
  static final Pattern OURS =
      Pattern.compile("(heliograph|hub|dispatcher|injector|dashboard)_[a-z0-9_]+");

  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final List<String> OF_THE_FORMAT = List.of("le", "quantile");
  private static final String MAX = "_max";
  private static final String TOTAL = "_total";

  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, String> types = new TreeMap<>();
  private final Map<String, TreeSet<String>> labels = new HashMap<>();

  private Scrape() {}

  /** The families of the answer by name, without the maximum that comes with each summary. */
  static Map<String, MetricFamily> families(String answer) {
    Scrape scrape = new Scrape();
    String family = "";
    for (String line : answer.lines().toList()) {
      family = scrape.line(line, family);
    }
    Map<String, MetricFamily> families = new TreeMap<>();
    scrape.types.forEach(
        (name, type) -> {
          if (OURS.matcher(name).matches() && !scrape.isMaximum(name)) {
            MetricFamily ours = scrape.family(name, type);
            families.put(ours.name(), ours);
          }
        });
    return families;
  }

  private String line(String line, String family) {
    if (!line.startsWith("#")) {
      Matcher label = LABEL.matcher(line);
      while (label.find()) {
        if (!OF_THE_FORMAT.contains(label.group(1))) {
          labels.computeIfAbsent(family, name -> new TreeSet<>()).add(label.group(1));
        }
      }
      return family;
    }
    String[] words = line.split(" ", 4);
    String last = words.length > 3 ? words[3].strip() : "";
    switch (words[1]) {
      case "HELP" -> texts.put(words[2], last);
      case "TYPE" -> types.put(words[2], last);
      case "UNIT", "EOF" -> {
        return family;
      }
      default -> throw new IllegalStateException("no line of the text format: " + line);
    }
    return words[2];
  }

  private MetricFamily family(String name, String type) {
    List<String> known = new ArrayList<>(labels.getOrDefault(name, new TreeSet<>()));
    return new MetricFamily(
        exposed(name, type), type, List.copyOf(known), texts.getOrDefault(name, ""));
  }

  /** OpenMetrics names the family of a counter without the suffix of its samples. */
  private static String exposed(String name, String type) {
    return type.equals("counter") && !name.endsWith(TOTAL) ? name + TOTAL : name;
  }

  private boolean isMaximum(String name) {
    String type =
        name.endsWith(MAX) ? types.get(name.substring(0, name.length() - MAX.length())) : null;
    return "summary".equals(type) || "histogram".equals(type);
  }
}
