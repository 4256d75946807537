package io.heliograph.cli.record;

import io.heliograph.cli.UnreadableFile;
import io.heliograph.cli.hub.HubException;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The password of a key file: from a file, from the environment, or typed in. */
final class Passwords {
  private static final String VARIABLE = "HELIOGRAPH_KEY_PASSWORD";

  private Passwords() {}

  static char[] of(@Nullable Path file) {
    if (file != null) {
      try {
        return Files.readString(file).stripTrailing().toCharArray();
      } catch (IOException e) {
        throw UnreadableFile.of(file.toString(), e);
      }
    }
    String set = System.getenv(VARIABLE);
    return set != null ? set.toCharArray() : typed();
  }

  // JDK 25 has no console again when the input is no terminal.
  @SuppressWarnings("SystemConsoleNull")
  private static char[] typed() {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      throw new HubException(
          "the key's password is wanted: --password-file FILE, or " + VARIABLE + ", or a terminal");
    }
    char[] typed = console.readPassword("password of the key: ");
    if (typed == null) {
      throw new HubException("the key's password is wanted");
    }
    return typed;
  }
}
