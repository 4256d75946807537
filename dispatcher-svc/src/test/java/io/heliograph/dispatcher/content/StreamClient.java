package io.heliograph.dispatcher.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Speaks to the content store of one hub, also in ways that no library would. */
final class StreamClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ANSWER_MILLIS = 60_000;
  private static final int LIMIT_MINUTES =
      "long".equals(System.getProperty("heliograph.tests")) ? 20 : 1;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI hub;

  StreamClient(String url) {
    hub = URI.create(url);
  }

  /** Of a request for one content. */
  static String path(String source, String sha256) {
    return "/api/v3/stream/" + source + "/content/" + sha256;
  }

  HttpResponse<byte[]> upload(String source, byte[] content)
      throws IOException, InterruptedException {
    return upload(source + "/content", BodyPublishers.ofByteArray(content));
  }

  /** An upload to {@code <source>/<label>}, perhaps with a query. */
  HttpResponse<byte[]> upload(String place, BodyPublisher content)
      throws IOException, InterruptedException {
    return send("/api/v3/stream/" + place, "POST", content);
  }

  /** The SHA-256 that the hub tells of what it stored. */
  String stored(String source, byte[] content) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = upload(source, content);
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
    return data(answer).path("sha256").asText();
  }

  HttpResponse<byte[]> send(String target, String method) throws IOException, InterruptedException {
    return send(target, method, BodyPublishers.noBody());
  }

  private HttpResponse<byte[]> send(String target, String method, BodyPublisher body)
      throws IOException, InterruptedException {
    return http.send(request(target).method(method, body).build(), BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(hub.resolve(target)).timeout(Duration.ofMinutes(LIMIT_MINUTES));
  }

  HttpResponse<byte[]> get(String source, String sha256) throws IOException, InterruptedException {
    return send(path(source, sha256), "GET");
  }

  int head(String source, String sha256) throws IOException, InterruptedException {
    return send(path(source, sha256), "HEAD").statusCode();
  }

  /** One content with this header {@code Range}. */
  HttpResponse<byte[]> range(String source, String sha256, String range)
      throws IOException, InterruptedException {
    return http.send(
        request(path(source, sha256)).header("Range", range).build(), BodyHandlers.ofByteArray());
  }

  /** One content, as it comes. */
  InputStream stream(String source, String sha256) throws IOException, InterruptedException {
    HttpResponse<InputStream> answer =
        http.send(request(path(source, sha256)).build(), BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  /** The checks of the readiness on that management port. */
  static JsonNode checks(String managementUrl) throws IOException, InterruptedException {
    return JSON.readTree(page(managementUrl + "/q/health/ready").body()).path("checks");
  }

  static JsonNode json(HttpResponse<byte[]> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  static JsonNode data(HttpResponse<byte[]> answer) throws IOException {
    return json(answer).path("data");
  }

  static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), UTF_8);
  }

  /** A connection on which nothing was sent yet. */
  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), hub.getPort());
    socket.setSoTimeout(ANSWER_MILLIS);
    return socket;
  }

  /** The status of a request whose target is sent exactly as given. */
  int rawStatus(String method, String target) throws IOException {
    String head =
        method
            + ' '
            + target
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc";
    try (Socket socket = connect()) {
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      assertThat(answer).startsWith("HTTP/1.1 ");
      return Integer.parseInt(answer.substring(9, 12));
    }
  }

  /**
   * Begins an upload that promises so many bytes and sends the first ones; the connection stays
   * open.
   */
  Socket begin(String source, long promised, byte[] first) throws IOException {
    Socket socket = connect();
    String head =
        "POST /api/v3/stream/"
            + source
            + "/content HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
            + promised
            + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(ISO_8859_1));
    socket.getOutputStream().write(first);
    socket.getOutputStream().flush();
    return socket;
  }

  /** The lines of the metrics page. */
  static List<String> metrics(String managementUrl) throws IOException, InterruptedException {
    HttpResponse<String> page = page(managementUrl + "/metrics");
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    return page.body().lines().toList();
  }

  private static HttpResponse<String> page(String url) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest page = HttpRequest.newBuilder(URI.create(url)).build();
      return client.send(page, BodyHandlers.ofString());
    }
  }
}
