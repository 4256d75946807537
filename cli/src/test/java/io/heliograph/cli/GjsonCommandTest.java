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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource({"# A title, byte 0", "{'a': 1, byte 1", "'', it is empty", "[1 2], byte 3"})
  void shouldExitWithTwoWhenTheDocumentIsNoJson(String text, String told) throws IOException {
    Files.writeString(Path.of(file), text);

    assertThat(commandLine.execute("gjson", "a", file)).isEqualTo(2);

    assertThat(errors.toString()).startsWith(file + " is not JSON: " + told);
    assertThat(output.toString()).isEmpty();
  }

  @Test
  void shouldTakeOneDocumentPerLineWhenThePathIsForLines() throws IOException {
    Files.writeString(Path.of(file), "{\"a\":1}\n{\"a\":2}\n");

    assertThat(commandLine.execute("gjson", "..#.a", file)).isZero();

    assertThat(output.toString()).isEqualToIgnoringNewLines("[1,2]");
  }

  @Test
  void shouldSayOnceWhichFileThereIsNot() {
    assertThat(commandLine.execute("gjson", "a", file + ".none")).isEqualTo(1);

    assertThat(errors.toString()).isEqualToIgnoringNewLines(file + ".none: no such file or folder");
  }

  @Test
  void shouldWarnOfAQueryThatIsNotClosedWhenAskedToExplain() {
    commandLine.execute("gjson", "--explain", "a.#(");
    assertThat(output.toString()).contains("warning: a ( is not closed");
    output.getBuffer().setLength(0);

    commandLine.execute("gjson", "--explain", "a.#(b==\")\").c\\(");

    assertThat(output.toString()).isNotEmpty().doesNotContain("warning");
  }

  @Test
  void shouldSayWhichLimitWhenThePathIsTooLong() {
    assertThat(commandLine.execute("gjson", "a".repeat(3000), file)).isEqualTo(1);
    assertThat(errors.toString()).contains("pathBytesMax");
  }
}
