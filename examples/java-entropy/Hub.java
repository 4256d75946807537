import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The hub over plain HTTP, seen by one plugin. A busy hub is asked again, later and later. */
final class Hub implements AutoCloseable {

  private static final int ATTEMPTS_MAX = 8;
  private static final long WAIT_MILLIS_MAX = 30_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)");

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final String url;
  private final String contentUrl;
  private final String name;
  private final String version;

  Hub(String url, String contentUrl, String name, String version) {
    this.url = url;
    this.contentUrl = contentUrl;
    this.name = name;
    this.version = version;
  }

  /** The hub refused, or could not be reached however often it was tried (status 0). */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    final int status;

    Refused(int status, String text) {
      super(status == 0 ? text : "HTTP " + status + ": " + text);
      this.status = status;
    }
  }

  /** What a pull brought; what was filtered was not for us, but shows that there is more. */
  record Pulled(List<?> events, boolean filteredSome) {}

  Pulled pull(int count, int deadlineSeconds) {
    String query =
        "?name=%s&version=%s&r-expedite=true&r-live=true&r-historic=true&r-content=true&d-self=true"
                .formatted(encoded(name), encoded(version))
            + "&count="
            + count
            + "&deadline="
            + deadlineSeconds;
    HttpResponse<InputStream> answer = ask(request(url + "/api/v2/event/binary/active" + query));
    String type = answer.headers().firstValue("Content-Type").orElse("");
    Matcher boundary = BOUNDARY.matcher(type);
    if (!boundary.find()) {
      throw new Refused(answer.statusCode(), "not a multipart answer: " + type);
    }
    String[] parts = text(answer).split(Pattern.quote("--" + boundary.group(1)));
    Map<String, Object> info = Json.object(Json.parse(contentOf(parts[1])));
    Map<String, Object> events = Json.object(Json.parse(contentOf(parts[2])));
    boolean filteredSome = !info.get("filtered").equals(new Json.Word("0"));
    return new Pulled(Json.list(events.get("events")), filteredSome);
  }

  /** Publishes one event; it is durable on return. */
  void publish(String model, Map<String, Object> event) {
    byte[] body = Json.write(List.of(event)).getBytes(StandardCharsets.UTF_8);
    HttpResponse<InputStream> answer =
        ask(
            request(url + "/api/v2/event?sync=true&model=" + model)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body)));
    List<?> failures = Json.list(Json.object(Json.parse(text(answer))).get("failures"));
    if (!failures.isEmpty()) {
      throw new Refused(0, "the hub refused the event: " + Json.write(failures));
    }
  }

  /** The content as it comes; the caller closes it. */
  InputStream download(String source, String label, String sha256) {
    String path = "/api/v3/stream/%s/%s/%s".formatted(encoded(source), label, sha256);
    return ask(request(contentUrl + path)).body();
  }

  @Override
  public void close() {
    client.close();
  }

  private HttpResponse<InputStream> ask(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    for (int attempt = 1; ; attempt++) {
      long waitMillis = Math.min(WAIT_MILLIS_MAX, 200L << attempt);
      waitMillis = waitMillis / 2 + ThreadLocalRandom.current().nextLong(waitMillis / 2);
      try {
        HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
        int status = answer.statusCode();
        if (status < 300) {
          return answer;
        }
        String text = text(answer);
        if ((status != 503 && status != 429) || attempt == ATTEMPTS_MAX) {
          throw new Refused(status, text);
        }
        long askedMillis = 1000 * answer.headers().firstValueAsLong("Retry-After").orElse(0);
        waitMillis = Math.max(waitMillis, Math.min(WAIT_MILLIS_MAX, askedMillis));
      } catch (IOException failure) {
        if (attempt == ATTEMPTS_MAX) {
          throw new Refused(0, request.method() + " " + request.uri() + ": " + failure);
        }
      } catch (InterruptedException stop) {
        throw new Refused(0, "stopped");
      }
      pause(waitMillis);
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stop) {
      throw new Refused(0, "stopped");
    }
  }

  private static HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(URI.create(target)).timeout(TIMEOUT);
  }

  private static String text(HttpResponse<InputStream> answer) {
    try (InputStream body = answer.body()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      // A pull whose answer is lost is no loss: the hub hands its events out again.
      throw new Refused(0, "the answer broke off: " + failure);
    }
  }

  private static String contentOf(String part) {
    return part.substring(part.indexOf("\r\n\r\n") + 4);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
