package io.heliograph.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.EventJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * What a hostile or broken client does to a hub, each with the answers that are right. The sizes
 * are those that once stopped a hub with its default heap.
 */
final class Attacks {
  private static final Duration REQUEST_MAX = Duration.ofMinutes(2);
  private static final int NOT_READING = 40;
  private static final int NAMES = 1_200;

  private static final String HEAD =
      "HEAD /api/v2/event/binary/passive?name=head&version=1&deadline=0 HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final int dispatcher;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /** Against the dispatcher on that port of this machine. */
  Attacks(int dispatcher) {
    this.dispatcher = dispatcher;
  }

  /** One of them. */
  interface Attack {
    void run() throws Exception;
  }

  /** Texts that a backtracking search never finishes; a file of somebody else is told meanwhile. */
  void textsWithoutEnd() throws Exception {
    List<String> texts = new ArrayList<>();
    for (String unit : List.of("\n", " \n", "\t", "/*", "<!--", "{\n", "#\n", " ")) {
      texts.add(unit.repeat(62) + "a" + ThreadLocalRandom.current().nextInt());
      texts.add(unit.repeat(100_000) + "a" + ThreadLocalRandom.current().nextInt());
    }
    assertThat(all(texts, text -> post("/api/v3/stream/samples/content", text)))
        .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
    String pdf = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n" + System.nanoTime();

    assertThat(post("/api/v3/stream/samples/content", pdf).body()).contains("document/pdf");
  }

  /** Publications that fit into every limit one by one. */
  void largePublications() throws Exception {
    List<Supplier<String>> bodies = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      bodies.add(() -> events(9_000, 5_000));
    }

    assertThat(
            all(bodies, body -> post("/api/v2/event?model=binary&sync=true", body.get())).stream()
                .map(HttpResponse::statusCode))
        .allMatch(status -> status == 200 || status == 503)
        .contains(200);
  }

  /** Names of plugins without end: refused at the bound; one that is known goes on. */
  void pluginNames() throws Exception {
    List<String> names = new ArrayList<>();
    long run = System.nanoTime();
    for (int i = 0; i < NAMES; i++) {
      names.add("name" + run + "x" + i);
    }

    assertThat(
            all(
                    names,
                    name ->
                        get(
                            "/api/v2/event/binary/active?version=1&deadline=0&r-live=true&name="
                                + name))
                .stream()
                .map(HttpResponse::statusCode))
        .allMatch(status -> status == 200 || status == 429)
        .contains(429);
    assertThat(get("/api/v1/events/" + "0".repeat(32) + "/progress?name=a&version=1").statusCode())
        .isIn(200, 404, 503);
  }

  /** Clients that ask for much and read nothing. */
  void readersThatDoNotRead() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < NOT_READING; i++) {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(
            new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), dispatcher));
        sockets.add(socket);
        write(
            socket,
            "GET /api/v2/event/binary/passive?version=1&r-historic=true&r-live=true&count=1000&deadline=5&name=deaf"
                + i
                + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      }
      HttpResponse<String> other =
          get(
              "/api/v2/event/binary/passive?version=1&r-historic=true&count=1&deadline=20&name=other");
      assertThat(other.statusCode()).isEqualTo(200);
      assertThat(other.body()).contains("\"fetched\":1");
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  /** What a page of another origin, or one with another name for this machine, may send. */
  void webPages() throws Exception {
    for (String header :
        List.of("Origin: http://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site")) {
      assertThat(
              raw(
                  "PUT /api/v1/pause HTTP/1.1\r\nHost: localhost\r\n"
                      + header
                      + "\r\nContent-Length: 0\r\n\r\n"))
          .startsWith("HTTP/1.1 403");
      assertThat(
              raw(
                  "GET /api/v2/event/binary/active?name=page&version=1&deadline=0 HTTP/1.1\r\nHost: localhost\r\n"
                      + header
                      + "\r\n\r\n"))
          .startsWith("HTTP/1.1 403");
    }
    assertThat(raw("GET /api/v1/pause HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
        .startsWith("HTTP/1.1 403");
    assertThat(get("/api/v1/pause").body()).contains("\"paused\":false");
  }

  /** An event that a strict reader cannot read, between good ones. */
  void unreadableNumbers() throws Exception {
    String digits = "9".repeat(5_000);
    String good = event(100);
    HttpResponse<String> answer =
        post(
            "/api/v2/event?model=binary&sync=true",
            "["
                + good
                + ","
                + event(100).replace("\"pad\":", "\"b\":" + digits + ",\"pad\":")
                + "]");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"total_ok\":1", "\"total_failures\":1");
  }

  /** A fetch whose answer has no body takes nothing. */
  void headOfAFetch() throws Exception {
    assertThat(raw(HEAD)).startsWith("HTTP/1.1 405");
  }

  /** Requests that two readers understand differently. */
  void smuggledRequests() throws Exception {
    String post = "POST /api/v2/event?model=binary HTTP/1.1\r\nHost: localhost\r\n";
    for (String headers :
        List.of(
            "Content-Length: 5\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked\r\nContent-Length: 5",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
            "Transfer-Encoding: chunked, identity",
            "Host: other\r\nContent-Length: 0")) {
      assertThat(raw(post + headers + "\r\n\r\n0\r\n\r\n")).as(headers).startsWith("HTTP/1.1 400");
    }
  }

  private static String events(int count, int padding) {
    StringBuilder list = new StringBuilder(count * (padding + 900)).append('[');
    for (int i = 0; i < count; i++) {
      list.append(i == 0 ? "" : ",").append(event(padding));
    }
    return list.append(']').toString();
  }

  /** Of a source that the audited plugin does not read: its backlog would look like a delay. */
  private static String event(int padding) {
    return EventJson.binary(EventJson.sha256(), "testing", "{}")
        .replace("\"features\":[]", "\"info\":{\"pad\":\"" + "x".repeat(padding) + "\"}");
  }

  private interface Request<T> {
    HttpResponse<String> send(T what) throws IOException, InterruptedException;
  }

  private static <T> List<HttpResponse<String>> all(List<T> inputs, Request<T> request)
      throws Exception {
    List<Future<HttpResponse<String>>> running = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
      inputs.forEach(input -> running.add(clients.submit(() -> request.send(input))));
    }
    List<HttpResponse<String>> answers = new ArrayList<>();
    for (Future<HttpResponse<String>> one : running) {
      answers.add(one.get());
    }
    return answers;
  }

  private HttpResponse<String> post(String target, String body)
      throws IOException, InterruptedException {
    return http.send(
        to(target).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String target) throws IOException, InterruptedException {
    return http.send(to(target).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder to(String target) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + dispatcher + target))
        .timeout(REQUEST_MAX);
  }

  /** The beginning of what is answered to these bytes. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), dispatcher)) {
      socket.setSoTimeout(30_000);
      write(socket, request);
      InputStream in = socket.getInputStream();
      byte[] answer = new byte[4_096];
      int length = in.read(answer);
      return length < 0 ? "closed" : new String(answer, 0, length, ISO_8859_1);
    } catch (SocketTimeoutException silent) {
      return "no answer";
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }
}
