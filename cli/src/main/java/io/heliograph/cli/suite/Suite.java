package io.heliograph.cli.suite;

import java.util.List;
import java.util.Locale;

/**
 * A group of tests that needs something that not every machine has.
 *
 * @param name what the table calls it
 * @param classPart what the names of its test classes contain
 * @param requirement what has to be there, in words
 */
record Suite(String name, String classPart, String requirement) {

  /** Every optional suite of the project. A new one is one line here. */
  static final List<Suite> ALL =
      List.of(
          new Suite("browser", "Browser", "package chromium"),
          new Suite("monitoring", "Prometheus", "package prometheus (promtool)"),
          new Suite("js", "JavaScript", "package nodejs"),
          new Suite("faults", "Fault", "option --faults"),
          new Suite("native", "Native", "option --long, packages gcc and zlib1g-dev"),
          new Suite("azul", "Azul", "folder ../shared/vectors/azul"));

  /** The table's line for it: its counts, or what it takes to run it. */
  String line(List<Report> reports) {
    Counts counts =
        reports.stream()
            .filter(report -> report.className().contains(classPart))
            .map(Report::counts)
            .reduce(Counts.NONE, Counts::plus);
    String result =
        counts.equals(Counts.NONE) ? "not run: needs " + requirement : counts.toString();
    return String.format(Locale.ROOT, "%-12s%s", name, result);
  }
}
