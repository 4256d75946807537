package io.heliograph.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the README needs beside the JDK and Maven, which the script has found before we run. Missing
 * ones are named, not refused: the hub runs without.
 */
final class Prerequisites {

  private Prerequisites() {}

  /** A line for each program that is not on the path. */
  static List<String> missing() {
    return isOnPath("python3", System.getenv().getOrDefault("PATH", ""))
        ? List.of()
        : List.of(
            "python3 is not on the PATH: one example of the README needs it"
                + " (apt-get install python3, brew install python)");
  }

  static boolean isOnPath(String program, String path) {
    return Stream.of(path.split(":", -1))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
