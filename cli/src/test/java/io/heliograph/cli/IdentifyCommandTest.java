package io.heliograph.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class IdentifyCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int identify(Object... arguments) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(
        Stream.concat(Stream.of("identify"), Stream.of(arguments).map(Object::toString))
            .toArray(String[]::new));
  }

  @Test
  void shouldPrintWhatTheHubWouldSayOfEachFileBelow() throws Exception {
    Files.write(folder.resolve("a.txt"), "plain words".getBytes(UTF_8));
    Files.createDirectories(folder.resolve("below"));
    Files.write(folder.resolve("below/b"), "{\"a\": 1}".getBytes(UTF_8));

    assertThat(identify(folder)).isZero();

    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode first = new ObjectMapper().readTree(lines.get(0));
    assertThat(first.path("path").asText()).isEqualTo(folder.resolve("a.txt").toString());
    assertThat(first.path("size").asInt()).isEqualTo(11);
    assertThat(first.path("sha256").asText())
        .isEqualTo(
            HexFormat.of()
                .formatHex(
                    MessageDigest.getInstance("SHA-256").digest("plain words".getBytes(UTF_8))));
    assertThat(first.path("file_format").asText()).isEqualTo("text/plain");
    assertThat(new ObjectMapper().readTree(lines.get(1)).path("file_format").asText())
        .isEqualTo("text/json");
  }

  @Test
  void shouldSayThatThereIsNoSuchFile() {
    assertThat(identify(folder.resolve("absent"))).isEqualTo(1);
    assertThat(err.toString()).contains("there is no " + folder.resolve("absent"));
  }

  @Test
  void shouldGoOnAfterWhatCannotBeReadAndFailAtTheEnd() throws Exception {
    Files.write(folder.resolve("a.txt"), "plain words".getBytes(UTF_8));
    Path gone = folder.resolve("gone");
    Files.createDirectories(folder.resolve("z"));
    Files.write(folder.resolve("z/last"), "{\"a\": 1}".getBytes(UTF_8));

    assertThat(identify(folder.resolve("a.txt"), gone, folder.resolve("z"))).isEqualTo(1);

    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.toString().lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0).path("file_format").asText()).isEqualTo("text/plain");
    assertThat(lines.get(1).path("path").asText()).isEqualTo(gone.toString());
    assertThat(lines.get(1).path("error").asText()).isEqualTo("there is no such file");
    assertThat(lines.get(1).has("file_format")).isFalse();
    assertThat(lines.get(2).path("file_format").asText()).isEqualTo("text/json");
  }

  /** The texts that ended it with a stack overflow: this repository's own pages among them. */
  @Test
  void shouldTellFilesThatBeginWithLongCommentsOrBlanks() throws Exception {
    String comment = "/* " + "all of it ".repeat(600) + "*/\n";
    Files.write(
        folder.resolve("a.js"),
        (comment + "function a() { return 1 === 2; }\nconst b = a();\n").getBytes(UTF_8));
    Files.write(folder.resolve("b.txt"), ("\n".repeat(9_000) + "words").getBytes(UTF_8));

    assertThat(identify(folder)).isZero();

    List<String> lines = out.toString().lines().toList();
    assertThat(lines.get(0)).contains("code/javascript");
    assertThat(lines.get(1)).contains("text/plain");
  }

  @Test
  void shouldShowTheReferenceDigitsOnlyWhenAsked() throws Exception {
    Path file = folder.resolve("a");
    Files.write(
        file,
        "words of all kinds, some long and some short, and 0123456789".repeat(9).getBytes(UTF_8));

    assertThat(identify(file)).isZero();
    JsonNode plain = new ObjectMapper().readTree(out.toString());
    out.getBuffer().setLength(0);
    assertThat(identify("--json", file)).isZero();
    JsonNode full = new ObjectMapper().readTree(out.toString());

    String tlsh = plain.path("tlsh").asText();
    assertThat(tlsh).matches("T1[0-9a-f]{70}");
    assertThat(plain.has("tlsh_reference")).isFalse();
    assertThat(full.path("tlsh").asText()).isEqualTo(tlsh);
    assertThat(full.path("tlsh_reference").asText()).isEqualTo(tlsh.toUpperCase(Locale.ROOT));
  }

  private static byte[] programWithTheMarkOfADocument() {
    byte[] program = new byte[512];
    byte[] beginning = {'M', 'Z'};
    System.arraycopy(beginning, 0, program, 0, 2);
    program[0x3c] = 0x40;
    System.arraycopy("PE\0\0".getBytes(UTF_8), 0, program, 0x40, 4);
    program[0x58] = 0x0b;
    program[0x59] = 0x02;
    System.arraycopy("%PDF-1.5".getBytes(UTF_8), 0, program, 300, 8);
    return program;
  }

  @Test
  void shouldTellWhatElseAFileCanBeReadAs() throws Exception {
    Path file = folder.resolve("a");
    Files.write(file, programWithTheMarkOfADocument());
    Files.write(folder.resolve("b"), "plain words".getBytes(UTF_8));

    assertThat(identify("--json", file, folder.resolve("b"))).isZero();

    List<String> lines = out.toString().lines().toList();
    JsonNode program = new ObjectMapper().readTree(lines.get(0));
    assertThat(program.path("file_format").asText()).isEqualTo("executable/windows/pe64");
    assertThat(program.path("also").toString()).isEqualTo("[\"document/pdf\"]");
    assertThat(new ObjectMapper().readTree(lines.get(1)).has("also")).isFalse();
  }

  @Test
  void shouldExplainWhatDecidedAndByHowMuch() throws Exception {
    Path file = folder.resolve("a");
    Files.write(file, programWithTheMarkOfADocument());

    assertThat(identify("--explain", file)).isZero();
    assertThat(out.toString().lines())
        .contains(
            file + ": executable/windows/pe64 (application/vnd.microsoft.portable-executable)",
            "  decided by structure",
            "  also: document/pdf",
            "  runner-up: document/pdf by mark",
            "  margin: structure before mark");

    out.getBuffer().setLength(0);
    assertThat(identify("--explain", "--json", file)).isZero();
    JsonNode explained = new ObjectMapper().readTree(out.toString()).path("explain");
    assertThat(explained.path("decided_by").asText()).isEqualTo("structure");
    assertThat(explained.path("facts").get(0).asText()).isEqualTo("0:MZ");
    assertThat(explained.path("runner_up").path("file_format").asText()).isEqualTo("document/pdf");
  }

  @Test
  void shouldExplainAScriptByItsPoints() throws Exception {
    Path file = folder.resolve("a");
    Files.write(
        file,
        "var a = 1;\nfunction b() { return a === 1; }\nmodule.exports = b;\n".getBytes(UTF_8));

    assertThat(identify("--explain", file)).isZero();

    assertThat(out.toString())
        .contains(": code/javascript (", "  decided by words with ", " points: ");
  }

  @Test
  void shouldKeepTheOrderOfFilesThatAreReadSideBySide() throws Exception {
    List<String> names = new ArrayList<>();
    for (int number = 100; number < 300; number++) {
      names.add(folder.resolve(number + ".txt").toString());
      Files.write(Path.of(names.getLast()), ("words " + number).repeat(number).getBytes(UTF_8));
    }

    assertThat(identify(folder)).isZero();

    List<String> told = new ArrayList<>();
    for (String line : out.toString().lines().toList()) {
      told.add(new ObjectMapper().readTree(line).path("path").asText());
    }
    assertThat(told).isEqualTo(names);
  }
}
