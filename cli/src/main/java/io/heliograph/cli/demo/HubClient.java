package io.heliograph.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.cli.hub.Addresses;
import io.heliograph.cli.hub.HubException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The dispatcher's API as the demo uses it (contract dispatcher.md part 2, sections 1 and 7). A
 * busy hub (503, 429) and a broken connection are asked again, with growing pauses. Thread-safe.
 */
final class HubClient implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ATTEMPTS_MAX = 8;
  private static final long PAUSE_MILLIS_MAX = 10_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final Target target;

  HubClient(Target target) {
    this.target = target;
  }

  /** Uploads a file and returns its datastream record. */
  ObjectNode upload(String source, Path file) {
    URI uri = URI.create(target.contentUrl() + "/api/v3/stream/" + source + "/content");
    try {
      HttpResponse<byte[]> answer =
          ask(HttpRequest.newBuilder(uri).POST(BodyPublishers.ofFile(file)));
      if (answer.statusCode() == 404) {
        throw new HubException(target.contentUrl() + " has no content store; set --content-url");
      }
      ObjectNode stream = (ObjectNode) json(checked(answer)).get("data");
      stream.put("label", "content");
      return stream;
    } catch (FileNotFoundException gone) {
      throw new HubException("cannot read " + file, gone);
    }
  }

  /** Publishes binary events durably; the accepted ones as the hub stored them. */
  JsonNode publish(List<ObjectNode> events) {
    URI uri = URI.create(target.url() + "/api/v2/event?model=binary&sync=true&include_ok=true");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.valueToTree(events).toString()));
    JsonNode answer = json(checked(ask(request)));
    if (answer.get("total_failures").asInt() > 0) {
      throw new HubException("the hub refused events: " + answer.get("failures").get(0));
    }
    return answer.get("ok");
  }

  /** One fetch; the events, at most as many as the query's count says. */
  JsonNode fetch(String pathAndQuery) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target.url() + pathAndQuery)).GET();
    HttpResponse<byte[]> answer = checked(ask(request));
    String type = answer.headers().firstValue("Content-Type").orElse("");
    return json(Multipart.part(type, answer.body(), "events")).get("events");
  }

  @Override
  public void close() {
    client.close();
  }

  private HttpResponse<byte[]> ask(HttpRequest.Builder builder) {
    HttpRequest request = builder.timeout(TIMEOUT).build();
    for (int attempt = 1; ; attempt++) {
      try {
        HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
        int status = answer.statusCode();
        if ((status != 503 && status != 429) || attempt == ATTEMPTS_MAX) {
          return answer;
        }
      } catch (IOException failure) {
        if (attempt == ATTEMPTS_MAX) {
          throw new HubException(
              "the hub does not answer: " + Addresses.trouble(request.uri().toString(), failure),
              failure);
        }
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new HubException("stopped", stop);
      }
      pause(attempt);
    }
  }

  private static void pause(int attempt) {
    long millis = Math.min(PAUSE_MILLIS_MAX, 100L << attempt);
    long jittered = millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(jittered));
  }

  private static HttpResponse<byte[]> checked(HttpResponse<byte[]> answer) {
    if (answer.statusCode() != 200) {
      throw new HubException(
          answer.uri() + " answered " + answer.statusCode() + ": " + text(answer.body()));
    }
    return answer;
  }

  private static JsonNode json(HttpResponse<byte[]> answer) {
    return json(answer.body());
  }

  private static JsonNode json(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException damaged) {
      throw new HubException("the hub's answer is not JSON: " + text(body), damaged);
    }
  }

  private static String text(byte[] body) {
    return new String(body, 0, Math.min(body.length, 500), StandardCharsets.UTF_8);
  }
}
