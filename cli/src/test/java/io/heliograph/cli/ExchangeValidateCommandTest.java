package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExchangeValidateCommandTest {
  private static final String GOOD = "{\"source.ip\": \"192.0.2.1\"}";
  private static final String BAD = "{\"source.ip\": \"nope\"}";

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int validate(Object... arguments) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(
        Stream.concat(Stream.of("exchange", "validate"), Stream.of(arguments).map(Object::toString))
            .toArray(String[]::new));
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("messages"), content);
  }

  private List<JsonNode> answers() throws IOException {
    List<JsonNode> answers = new ArrayList<>();
    for (String line : out.toString().lines().toList()) {
      answers.add(new ObjectMapper().readTree(line));
    }
    return answers;
  }

  @Test
  void shouldPrintTheVerdictWhenAFileHoldsOneMessage() throws IOException {
    assertThat(validate(file("{\n \"source.ip\":\n\"192.0.2.1\"\n}"))).isZero();

    assertThat(answers()).hasSize(1);
    JsonNode answer = answers().getFirst();
    assertThat(answer.path("result").asText()).isEqualTo("ok");
    assertThat(answer.path("shape").asText()).isEqualTo("flat");
    assertThat(answer.path("id").asText())
        .isEqualTo("hash:sha256:f6c134af526c0412224ae23a427d974b882b0060fd6eb01ba6452125ad225480");
  }

  @Test
  void shouldJudgeEachLineWhenAFileHoldsLines() throws IOException {
    assertThat(validate(file(GOOD + "\n\n" + BAD + "\n{\n"))).isEqualTo(1);

    assertThat(answers())
        .extracting(answer -> answer.path("result").asText())
        .containsExactly("ok", "ok", "malformed");
    assertThat(answers().get(1).path("errors").path(0).path("field").asText())
        .isEqualTo("source.ip");
  }

  @Test
  void shouldJudgeEachItemWhenAFileHoldsAnArray() throws IOException {
    assertThat(validate(file("[" + GOOD + ",\n" + GOOD + ", 1]"))).isEqualTo(1);

    assertThat(answers())
        .extracting(answer -> answer.path("result").asText())
        .containsExactly("ok", "ok", "malformed");
  }

  @Test
  void shouldFindALoopWhenThePathHoldsTheEntity() throws IOException {
    Path file =
        file(
            "{\"meta\":{\"version\":1,\"uuid\":{\"current\":\"!cert-at\"},\"type\":\"event\","
                + "\"format\":\"intelmq\"},\"payload\":{}}");

    assertThat(validate(file)).isZero();
    assertThat(validate("--entity", "CERT-AT", file)).isEqualTo(1);

    assertThat(answers())
        .extracting(answer -> answer.path("result").asText())
        .containsExactly("ok", "loop");
  }

  @Test
  void shouldSayWhyWhenAFileOrANameIsNone() {
    assertThat(validate(folder.resolve("absent"))).isEqualTo(1);
    assertThat(validate("--entity", "a b", folder.resolve("absent"))).isEqualTo(1);

    assertThat(err.toString()).contains("absent").contains("--entity");
    assertThat(out.toString()).isEmpty();
  }
}
