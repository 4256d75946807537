package io.heliograph.local;

import java.util.Locale;

/** Names this machine as {@code linux-amd64}, {@code darwin-arm64} and the like. */
final class Platform {

  private Platform() {}

  static String current() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String family = system.startsWith("mac") ? "darwin" : system;
    return family
        + "-"
        + switch (processor) {
          case "x86_64" -> "amd64";
          case "aarch64" -> "arm64";
          default -> processor;
        };
  }
}
