package io.heliograph.cli;

import io.heliograph.cli.hub.HubFolders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that was built, and the commit where the home is a clone. */
final class Version implements IVersionProvider {

  private static final String COMMIT = "[0-9a-f]{7,40}";

  @Override
  public String[] getVersion() throws IOException {
    return new String[] {line(HubFolders.fromEnvironment().home())};
  }

  static String line(Path home) throws IOException {
    Properties built = new Properties();
    try (InputStream file = Version.class.getResourceAsStream("version.properties")) {
      built.load(file);
    }
    String commit = commit(home);
    return "heliograph "
        + built.getProperty("version")
        + (commit.isEmpty() ? "" : " (" + commit + ")");
  }

  private static String commit(Path home) {
    try {
      Process git =
          new ProcessBuilder("git", "-C", home.toString(), "rev-parse", "--short", "HEAD")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String told =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      return told.matches(COMMIT) ? told : "";
    } catch (IOException noGit) {
      return "";
    }
  }
}
