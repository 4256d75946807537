package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script `heliograph`, copied into a home without a launcher, with a stand-in for Maven. */
class ScriptTest {

  private static final Path SCRIPT =
      Path.of(System.getProperty("heliograph.home")).resolve("heliograph");

  @TempDir private Path home;

  private record Outcome(int exitCode, String output) {}

  @BeforeEach
  void copyScript() throws IOException {
    Files.copy(SCRIPT, home.resolve("heliograph"));
  }

  @Test
  void shouldNameTheVersionWhenMavenIsTooOld() throws Exception {
    maven("echo 'Apache Maven 3.6.3 (Debian)'");

    Outcome outcome = run();

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output()).contains("Maven 3.8.7 or newer is needed").contains("3.6.3");
  }

  @Test
  void shouldTakeAMavenWhenItsNumbersAreNewerThoughItsDigitsAreNot() throws Exception {
    maven("echo 'Apache Maven 3.10.0'; [ \"$1\" = -version ] || exit 7");

    Outcome outcome = run();

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output())
        .contains("building the launcher")
        .contains("The launcher does not build")
        .doesNotContain("is needed");
  }

  @Test
  void shouldStartTheLauncherOnTheRightJdkWhenAnOlderOneIsSet() throws Exception {
    Path old = home.resolve("old-jdk");
    Files.createDirectories(old.resolve("bin"));
    executable(old.resolve("bin/javac"), "exit 9");
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.2\"\n");
    maven("echo \"Apache Maven 3.9.9\"; echo \"[ERROR] runs on $JAVA_HOME\"; exit 7");

    Outcome outcome = run(Map.of("JAVA_HOME", old.toString()));

    assertThat(outcome.output()).contains("[ERROR] runs on ").doesNotContain(old.toString());
  }

  private void maven(String body) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    executable(home.resolve("bin/mvn"), body);
  }

  private static void executable(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Outcome run() throws Exception {
    return run(Map.of("JAVA_HOME", System.getProperty("java.home")));
  }

  private Outcome run(Map<String, String> environment) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", home.resolve("heliograph").toString(), "status")
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    // Our Maven first; the JDK that runs the test is findable, wherever it lies.
    String javaFolder = Path.of(System.getProperty("java.home"), "bin").toString();
    builder
        .environment()
        .put("PATH", home.resolve("bin") + ":" + javaFolder + ":" + System.getenv("PATH"));
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }
}
