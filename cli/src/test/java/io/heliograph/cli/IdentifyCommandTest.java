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
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class IdentifyCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int identify(Path path) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute("identify", path.toString());
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
}
