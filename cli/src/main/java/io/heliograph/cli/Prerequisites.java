package io.heliograph.cli;

import io.heliograph.cli.suite.Machine;
import java.util.List;

/**
 * What the README needs beside the JDK and Maven, which the script has found before we run. Missing
 * ones are named, not refused: the hub runs without.
 */
final class Prerequisites {

  private Prerequisites() {}

  /** A line for each program that is missing. */
  static List<String> missing(Machine machine) {
    return machine.hasProgram("python3")
        ? List.of()
        : List.of(
            "python3 is not on the PATH: one example of the README needs it"
                + " (apt-get install python3, brew install python)");
  }
}
