package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GjsonCommandTest {

  @TempDir Path folder;

  private final StringWriter errors = new StringWriter();
  private final StringWriter output = new StringWriter();
  private final CommandLine commandLine =
      Main.commandLine()
          .setErr(new PrintWriter(errors, true))
          .setOut(new PrintWriter(output, true));
  private String file = "";

  @BeforeEach
  void document() throws IOException {
    Path event = folder.resolve("event.json");
    Files.writeString(event, "{\"action\":\"sourced\",\"path\":[{\"n\":1},{\"n\":2}]}");
    file = event.toString();
  }

  @Test
  void shouldPrintWhatThePathFindsWhenItExists() {
    assertThat(commandLine.execute("gjson", "path.#(n>1)#.n", file)).isZero();
    assertThat(output.toString()).isEqualToIgnoringNewLines("[2]");
  }

  @Test
  void shouldExitWithOneWhenThePathFindsNothing() {
    assertThat(commandLine.execute("gjson", "nope", file)).isEqualTo(1);
    assertThat(output.toString()).isEmpty();
  }

  @Test
  void shouldShowHowThePathIsReadWhenAskedToExplain() {
    assertThat(commandLine.execute("gjson", "--explain", "path.#(n>1)#.n|@reverse")).isZero();
    assertThat(output.toString())
        .contains("evaluator: general")
        .contains("in an object: key \"path\"")
        .contains("in an array: all elements where")
        .contains("GREATER \"1\"")
        .contains("modifier @reverse");
  }

  @Test
  void shouldTellOfTheFastEvaluatorWhenItIsUsed() {
    assertThat(commandLine.execute("gjson", "--explain", "path.#")).isZero();
    assertThat(output.toString()).contains("evaluator: fast").contains("how many elements");
  }

  @Test
  void shouldSayWhichLimitWhenThePathIsTooLong() {
    assertThat(commandLine.execute("gjson", "a".repeat(3000), file)).isEqualTo(1);
    assertThat(errors.toString()).contains("pathBytesMax");
  }
}
