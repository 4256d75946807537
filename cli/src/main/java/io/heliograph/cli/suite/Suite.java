package io.heliograph.cli.suite;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * A group of tests that needs something that not every machine has.
 *
 * @param name what the table calls it
 * @param classPart what the names of its test classes contain
 * @param requirement what has to be present, in words
 * @param isMet whether it is present
 */
record Suite(String name, String classPart, String requirement, Predicate<Machine> isMet) {

  private static final String AZUL_VECTORS = "../shared/vectors/azul";

  /** Every optional suite of the project. A new one is one line here. */
  static final List<Suite> ALL =
      List.of(
          new Suite("browser", "Browser", "package chromium", has("chromium")),
          new Suite("monitoring", "Prometheus", "package prometheus (promtool)", has("promtool")),
          new Suite("js", "JavaScript", "package nodejs", has("node")),
          new Suite("openssh", "SshAgent", "package openssh-client", has("ssh-agent")),
          new Suite(
              "faults",
              "Fault",
              "option --faults and the right to mount (unshare -rm)",
              machine -> machine.hasOption("--faults") && machine.mayMount()),
          new Suite(
              "native",
              "Native",
              "option --long and package gcc",
              machine -> machine.hasOption("--long") && machine.hasProgram("gcc")),
          new Suite(
              "corpus",
              "PackageCorpus",
              "option --long and packages file, npm and python3, on Debian",
              machine ->
                  machine.hasOption("--long")
                      && machine.hasProgram("file")
                      && machine.hasProgram("npm")
                      && machine.hasProgram("python3")
                      && machine.hasProgram("apt-get")),
          new Suite(
              "azul",
              "Azul",
              "folder " + AZUL_VECTORS,
              machine -> machine.hasFolder(AZUL_VECTORS)));

  /** The table's line for it: its counts, or why it did not run. */
  String line(List<Report> reports, Machine machine) {
    Counts counts =
        reports.stream()
            .filter(report -> report.className().contains(classPart))
            .map(Report::counts)
            .reduce(Counts.NONE, Counts::plus);
    return String.format(Locale.ROOT, "%-12s%s", name, result(counts, machine));
  }

  private String result(Counts counts, Machine machine) {
    if (!counts.equals(Counts.NONE)) {
      return counts.toString();
    }
    return isMet.test(machine)
        ? "not run: no test of it in this build"
        : "not run: needs " + requirement;
  }

  private static Predicate<Machine> has(String program) {
    return machine -> machine.hasProgram(program);
  }
}
