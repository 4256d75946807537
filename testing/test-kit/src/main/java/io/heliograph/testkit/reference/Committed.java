package io.heliograph.testkit.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A committed file that is generated in whole or in part: compared with what the code says, or
 * rewritten when the system property {@code heliograph.update} is {@code true}.
 */
final class Committed {
  private static final String UPDATE = "heliograph.update";

  private final Path file;

  private Committed(Path file) {
    this.file = file;
  }

  /** The file of that path below the folder of the project. */
  static Committed of(String path) {
    return new Committed(home().resolve(path));
  }

  /** The folder of the project. */
  static Path home() {
    return Path.of(System.getProperty("heliograph.home", "")).toAbsolutePath();
  }

  static boolean updates() {
    return Boolean.getBoolean(UPDATE);
  }

  /**
   * The command that writes what a test generates.
   *
   * @param module its folder
   * @param test its class
   */
  static String command(String module, Class<?> test) {
    String goal =
        test.getSimpleName().endsWith("IT")
            ? "verify -Dtest=None -Dit.test=%s -Dfailsafe.failIfNoSpecifiedTests=false"
            : "test -Dtest=%s";
    return ("mvn -pl %s -am " + goal + " -Dsurefire.failIfNoSpecifiedTests=false -D%s=true")
        .formatted(module, test.getSimpleName(), UPDATE);
  }

  boolean exists() {
    return Files.exists(file);
  }

  String text() {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The text below the heading {@code ## title}, up to the next one of its level. */
  String section(String title) {
    String whole = text();
    return whole.substring(start(whole, title), end(whole, title));
  }

  /** Compares the whole file with that, or writes it. */
  void hold(String expected, String command) {
    String now = text();
    if (updates() && !now.equals(expected)) {
      write(expected);
      return;
    }
    assertThat(now).as("%s is generated from the code: %s", file, command).isEqualTo(expected);
  }

  /** Compares the section with that, or writes it. */
  void holdSection(String title, String expected, String command) {
    String whole = text();
    hold(
        whole.substring(0, start(whole, title)) + expected + whole.substring(end(whole, title)),
        command);
  }

  private void write(String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private int start(String whole, String title) {
    String heading = "\n## " + title + "\n";
    int at = whole.indexOf(heading);
    if (at < 0) {
      throw new IllegalStateException(file + " has no section ## " + title);
    }
    return at + heading.length();
  }

  private int end(String whole, String title) {
    int next = whole.indexOf("\n## ", start(whole, title) - 1);
    return next < 0 ? whole.length() : next + 1;
  }
}
