package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
  void shouldListItsCommandsWhenAskedForHelp() {
    assertThat(commandLine.execute("--help")).isZero();
    assertThat(output.toString()).contains("up", "down", "status", "logs", "test");
  }
}
