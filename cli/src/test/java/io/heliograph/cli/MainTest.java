package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {

  private final StringWriter errors = new StringWriter();
  private final StringWriter output = new StringWriter();
  private final CommandLine commandLine =
      Main.commandLine()
          .setErr(new PrintWriter(errors, true))
          .setOut(new PrintWriter(output, true));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown",
        "up --port-offset much",
        "up --set novalue",
        "up --set =value",
        "up --frehs",
        "status --port",
        "logs",
        "test --faults --long",
        "down --everything"
      })
  void shouldExplainItselfWhenAskedWrongly(String line) {
    int exitCode = commandLine.execute(line.split(" ", -1));

    assertThat(exitCode).isEqualTo(2);
    assertThat(errors.toString()).isNotBlank();
  }

  @Test
  void shouldSayWhatIsWrongInOneLineWhenTheUserCanMendIt() {
    int exitCode = commandLine.execute("up", "--host", "localhost");

    assertThat(exitCode).isEqualTo(1);
    assertThat(errors.toString())
        .isEqualToIgnoringNewLines("--host wants an IP address, not 'localhost'");
  }

  @Test
  void shouldRefuseAnOpenAddressWhenNobodyAcceptsIt() {
    assertThat(commandLine.execute("up", "--host", "0.0.0.0")).isEqualTo(1);

    assertThat(errors.toString())
        .startsWith("--host 0.0.0.0 would let everyone")
        .contains("--without-authentication");
  }

  @ParameterizedTest
  @CsvSource({
    "statsu, unknown command 'statsu'; did you mean status?",
    "frobnicate, unknown command 'frobnicate'",
    "up --frehs, unknown option '--frehs'; did you mean --fresh?",
    "up --set foo, --set wants KEY=VALUE"
  })
  void shouldSuggestOnlyWhatIsNear(String line, String told) {
    commandLine.execute(line.split(" ", -1));

    assertThat(errors.toString()).startsWith(told);
    assertThat(errors.toString().lines()).hasSize(2);
    assertThat(errors.toString().contains("did you mean")).isEqualTo(told.contains("did you mean"));
  }

  @Test
  void shouldTellItsVersionAndItsHelpWhenAskedInAnyWay() {
    assertThat(commandLine.execute("--version")).isZero();
    String version = output.toString();
    assertThat(version).matches("heliograph [0-9][^ $]*( \\([0-9a-f]{7,40}\\))?\\s+");
    output.getBuffer().setLength(0);

    assertThat(commandLine.execute("version")).isZero();
    assertThat(output.toString()).isEqualTo(version);

    assertThat(commandLine.execute("help", "up")).isZero();
    assertThat(output.toString()).contains("--port-offset").doesNotContain("--version");
    assertThat(commandLine.execute("up", "--version")).isEqualTo(2);
  }

  @Test
  void shouldNameAFolderOnceWhenThereIsNone() {
    assertThat(commandLine.execute("demo", "/nonexistent")).isEqualTo(1);

    assertThat(errors.toString()).isEqualToIgnoringNewLines("/nonexistent: no such file or folder");
  }

  @Test
  void shouldListItsCommandsWhenAskedForHelp() {
    assertThat(commandLine.execute("--help")).isZero();
    assertThat(output.toString()).contains("up", "down", "status", "logs", "test");
  }
}
