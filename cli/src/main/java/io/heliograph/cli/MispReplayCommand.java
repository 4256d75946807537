package io.heliograph.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.cli.hub.Addresses;
import io.heliograph.cli.hub.HubException;
import io.heliograph.cli.hub.HubFolders;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Replays messages under their own times; with --wait until the last of them counts. */
@Command(
    name = "replay",
    description =
        "Replays recorded MISP messages, a JSON object {at, zmq, topic, message} per line.",
    mixinStandardHelpOptions = true)
final class MispReplayCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATH = "/api/v1/statistics/replays";
  private static final Duration ANSWER_MAX = Duration.ofMinutes(2);
  private static final long LOOK_MILLIS = 100;
  private static final int LINE_SHOWN = 40;
  private static final String WANTED = "a line has to be {at, zmq, topic, message}";

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "File of messages.")
  private @Nullable Path file;

  @Option(
      names = "--sample",
      description = "Replay the packaged sample, dated so that it ends today.")
  private boolean sample;

  @Option(names = "--wait", description = "Wait until all messages are counted.")
  private boolean wait;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Dashboard URL (default: the instance started by `up`).")
  private @Nullable String url;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "Operator token (default: environment variable HELIOGRAPH_TOKEN).")
  private @Nullable String token = System.getenv("HELIOGRAPH_TOKEN");

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (sample == (file != null)) {
      throw new HubException("give either FILE or --sample");
    }
    String messages = messages();
    String dashboard =
        url == null
            ? Addresses.running(HubFolders.fromEnvironment(), "dashboard")
            : Addresses.checked("--url", url);
    JsonNode taken =
        send(
            dashboard,
            HttpRequest.newBuilder(URI.create(dashboard + PATH))
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(messages)));
    out.println("messages taken: " + taken.path("messages").asLong());
    String id = taken.path("id").asText();
    while (wait) {
      JsonNode state =
          send(dashboard, HttpRequest.newBuilder(URI.create(dashboard + PATH + "/" + id)).GET());
      if (state.path("state").asText().equals("counted")) {
        out.println("all counted");
        break;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    out.flush();
    return 0;
  }

  private String messages() {
    try {
      if (file == null) {
        return MispSample.datedBy(Instant.now());
      }
      String messages = Files.readString(file);
      refuseOther(messages);
      return messages;
    } catch (CharacterCodingException binary) {
      throw new HubException(file + " is not UTF-8 text; " + WANTED, binary);
    } catch (IOException unreadable) {
      throw UnreadableFile.of(String.valueOf(file), unreadable);
    }
  }

  /**
   * The dashboard knows what a message is; that a file has none at all is told before it is asked.
   */
  private void refuseOther(String messages) {
    int number = 0;
    for (String line : messages.lines().toList()) {
      number++;
      if (!line.isBlank() && !isObject(line)) {
        String begin = line.length() <= LINE_SHOWN ? line : line.substring(0, LINE_SHOWN) + "...";
        throw new HubException(
            file + " line " + number + " is not a JSON object: '" + begin + "'; " + WANTED);
      }
    }
  }

  private static boolean isObject(String line) {
    try {
      return JSON.readTree(line).isObject();
    } catch (JsonProcessingException malformed) {
      return false;
    }
  }

  private JsonNode send(String dashboard, HttpRequest.Builder request) throws InterruptedException {
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              request.timeout(ANSWER_MAX).build(),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      JsonNode body = JSON.readTree(answer.body());
      if (answer.statusCode() >= 300) {
        throw new HubException("the dashboard refused: " + body.path("detail").asText());
      }
      return body;
    } catch (IOException failure) {
      throw new HubException(
          "the dashboard does not answer: "
              + Addresses.trouble(dashboard, failure)
              + "; is it up? See ./heliograph status",
          failure);
    }
  }
}
