package io.heliograph.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What {@code misp replay} asks of a dashboard, and what it says; the journey has a real one. */
class MispReplayCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TAKEN = "{\"id\":\"topic.7\",\"messages\":2}";

  @TempDir Path folder;

  private final StringWriter errors = new StringWriter();
  private final StringWriter output = new StringWriter();
  private final CommandLine commandLine =
      Main.commandLine()
          .setErr(new PrintWriter(errors, true))
          .setOut(new PrintWriter(output, true));

  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Deque<Answer> answers = new ArrayDeque<>();
  private HttpServer dashboard;

  private record Asked(String what, String authorization, String body) {}

  private record Answer(int status, String body) {}

  @BeforeEach
  void start() throws IOException {
    dashboard = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    dashboard.createContext("/", this::answer);
    dashboard.start();
  }

  @AfterEach
  void stop() {
    dashboard.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(
        new Asked(
            exchange.getRequestMethod() + " " + exchange.getRequestURI(),
            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    Answer answer = answers.removeFirst();
    byte[] body = answer.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private int replay(String... more) {
    List<String> words = new java.util.ArrayList<>(List.of("misp", "replay", "--url"));
    words.add("http://127.0.0.1:" + dashboard.getAddress().getPort());
    words.addAll(List.of(more));
    return commandLine.execute(words.toArray(String[]::new));
  }

  private Path messages(String text) throws IOException {
    return Files.writeString(folder.resolve("messages.jsonl"), text);
  }

  @Test
  void shouldGiveTheFileAsItIsAndNotWaitWhenNotAsked() throws IOException {
    String lines = "{\"at\": 1, \"topic\": \"é\"}\n{\"at\": 2}\n";
    answers.add(new Answer(202, TAKEN));

    assertThat(replay(messages(lines).toString())).isZero();

    assertThat(asked).containsExactly(new Asked("POST /api/v1/statistics/replays", "null", lines));
    assertThat(output.toString()).isEqualToIgnoringNewLines("messages taken: 2");
  }

  @Test
  void shouldAskUntilTheLastMessageCountsWhenItWaits() throws IOException {
    answers.add(new Answer(202, TAKEN));
    answers.add(new Answer(200, "{\"state\":\"counting\",\"remaining\":2}"));
    answers.add(new Answer(200, "{\"state\":\"counting\",\"remaining\":1}"));
    answers.add(new Answer(200, "{\"state\":\"counted\",\"remaining\":0}"));

    assertThat(replay("--wait", "--token", "secret of sixteen", messages("{}").toString()))
        .isZero();

    assertThat(asked).hasSize(4);
    assertThat(asked.subList(1, 4))
        .containsOnly(
            new Asked("GET /api/v1/statistics/replays/topic.7", "Bearer secret of sixteen", ""));
    assertThat(output.toString()).contains("all counted");
  }

  @Test
  void shouldSayWhatTheDashboardSaysWhenItRefuses() throws IOException {
    answers.add(new Answer(400, "{\"detail\":\"line 2: at is not a time in seconds\"}"));

    assertThat(replay("--wait", messages("{}").toString())).isEqualTo(1);

    assertThat(errors.toString())
        .isEqualToIgnoringNewLines("the dashboard refused: line 2: at is not a time in seconds");
    assertThat(asked).hasSize(1);
  }

  @Test
  void shouldSayThatNobodyAnswersWhenTheDashboardIsGone() throws IOException {
    dashboard.stop(0);

    assertThat(replay(messages("{}").toString())).isEqualTo(1);

    assertThat(errors.toString())
        .startsWith("the dashboard does not answer: http://127.0.0.1:")
        .contains(" refuses the connection", "./heliograph status");
  }

  @ParameterizedTest
  @CsvSource({
    "'{}|# A title', line 2 is not a JSON object: '# A title'",
    "[1], line 1 is not a JSON object: '[1]'"
  })
  void shouldNameTheLineBeforeItAsksAnybodyWhenTheFileHasNoMessages(String text, String told)
      throws IOException {
    Path file = messages(text.replace('|', '\n'));

    assertThat(replay(file.toString())).isEqualTo(1);
    assertThat(commandLine.execute("misp", "replay", file.toString())).isEqualTo(1);

    assertThat(errors.toString().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith(file + " " + told) && line.contains("{at, zmq,"));
    assertThat(asked).isEmpty();
  }

  @Test
  void shouldSayOnceWhichFileThereIsNot() {
    Path none = folder.resolve("none.jsonl");

    assertThat(replay(none.toString())).isEqualTo(1);

    assertThat(errors.toString()).isEqualToIgnoringNewLines(none + ": no such file or folder");
  }

  @Test
  void shouldSayWhatAUrlIsWhenItIsGivenSomethingElse() throws IOException {
    String file = messages("{}").toString();

    assertThat(commandLine.execute("misp", "replay", file, "--url", "127.0.0.1:8114")).isEqualTo(1);

    assertThat(errors.toString()).startsWith("--url wants a URL").contains("'127.0.0.1:8114'");
  }

  @Test
  void shouldWantOneSourceOfMessages() throws IOException {
    assertThat(replay()).isEqualTo(1);
    assertThat(replay("--sample", messages("{}").toString())).isEqualTo(1);

    assertThat(errors.toString()).contains("give either FILE or --sample");
    assertThat(asked).isEmpty();
  }

  @Test
  void shouldDateTheSampleByTodayAndKeepItsDistances() throws IOException {
    answers.add(new Answer(202, TAKEN));

    assertThat(replay("--sample")).isZero();

    List<Long> times = new java.util.ArrayList<>();
    for (String line : asked.getFirst().body().split("\n", -1)) {
      if (!line.isEmpty()) {
        JsonNode message = JSON.readTree(line);
        times.add(message.get("at").longValue());
        message
            .findValues("timestamp")
            .forEach(
                time ->
                    assertThat(time.asLong()).isLessThanOrEqualTo(message.get("at").longValue()));
      }
    }
    long now = Instant.now().getEpochSecond();
    assertThat(times).hasSizeGreaterThan(300).isSorted();
    assertThat(times.getLast()).isBetween(now - Duration.ofDays(1).toSeconds(), now);
    assertThat(times.getLast() - times.getFirst()).isGreaterThan(Duration.ofDays(10).toSeconds());
  }
}
