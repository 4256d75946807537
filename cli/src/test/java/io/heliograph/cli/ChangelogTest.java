package io.heliograph.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that collects fragments of the changelog, see {@code changelog/README.md}. */
class ChangelogTest {
  private static final Path HOME = Path.of(System.getProperty("heliograph.home"));

  @TempDir private Path folder;

  private Path fragments;

  private record Outcome(int exitCode, String output) {}

  @BeforeEach
  void begin() throws IOException {
    fragments = Files.createDirectories(folder.resolve("changelog/unreleased"));
    Files.writeString(
        folder.resolve("CHANGELOG.md"), "# Changes\n\n## Unreleased (0.1.0)\n\n- Before.\n");
  }

  @Test
  void shouldAcceptTheFragmentsOfThisRepository() throws Exception {
    Outcome outcome = run(HOME, "check");

    assertThat(outcome.output()).contains(" fragments");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void shouldCollectEntriesInOrderWhenARelease() throws Exception {
    Files.writeString(fragments.resolve("fetch-faster.md"), "- Fetches are faster,\n  much.\n");
    Files.writeString(
        fragments.resolve("store-key.md"), "- Cursors shrink.\n- **Action:** Set `a.b`.\n");

    Outcome outcome = run(folder, "release", "0.2.0", "2027-01-15");

    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(Files.readString(folder.resolve("CHANGELOG.md")))
        .isEqualTo(
            """
            # Changes

            ## 0.2.0 (2027-01-15)

            - **Action:** Set `a.b`.
            - Fetches are faster,
              much.
            - Cursors shrink.

            ## Unreleased (0.1.0)

            - Before.
            """);
    assertThat(fragments).isEmptyDirectory();
  }

  @Test
  void shouldNameTheFragmentAndChangeNothingWhenAnEntryHasNotTheForm() throws Exception {
    Files.writeString(fragments.resolve("fetch-faster.md"), "- Fetches are faster.\nmuch\n");
    String before = Files.readString(folder.resolve("CHANGELOG.md"));

    Outcome outcome = run(folder, "release", "0.2.0", "2027-01-15");

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.output()).contains("fetch-faster.md", "much");
    assertThat(Files.readString(folder.resolve("CHANGELOG.md"))).isEqualTo(before);
    assertThat(fragments.resolve("fetch-faster.md")).exists();
  }

  private static Outcome run(Path folder, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HOME.resolve("build-config/Changelog.java").toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Outcome(process.waitFor(), output);
  }
}
