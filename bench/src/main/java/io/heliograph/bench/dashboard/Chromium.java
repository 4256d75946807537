package io.heliograph.bench.dashboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real browser with one page, in which scripts are evaluated over its debugging protocol. The
 * folder of its profile is removed by whoever gave it.
 */
final class Chromium implements AutoCloseable {
  private static final Pattern SOCKET =
      Pattern.compile("\"type\": \"page\",[^}]*\"webSocketDebuggerUrl\": \"([^\"]+)\"");
  private static final Pattern VALUE = Pattern.compile("\"value\":\"([^\"]*)\"");
  private static final long WAIT_SECONDS = 60;
  private static final int LOOKS_MAX = 300;

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Path profile;

  Chromium(Path profile, String address) throws IOException {
    this.profile = profile;
    process =
        new ProcessBuilder(
                List.of(
                    "chromium",
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--no-first-run",
                    "--window-size=1440,900",
                    "--remote-debugging-port=0",
                    "--user-data-dir=" + profile,
                    address))
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("output").toFile())
            .start();
  }

  /** Returns when the page is loaded. */
  void awaitLoaded()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    for (int looks = 0; !isLoaded(); looks++) {
      if (looks > LOOKS_MAX) {
        throw new IOException("the page did not load");
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private boolean isLoaded() throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return evaluate("document.readyState").equals("complete");
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The value of that expression, a text, in the page. */
  String evaluate(String expression)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<String> answer = new CompletableFuture<>();
    WebSocket socket = http.newWebSocketBuilder().buildAsync(page(), new Answer(answer)).join();
    String text = expression.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ");
    socket
        .sendText(
            "{\"id\":1,\"method\":\"Runtime.evaluate\",\"params\":{\"returnByValue\":true,"
                + "\"expression\":\""
                + text
                + "\"}}",
            true)
        .join();
    String told = answer.get(WAIT_SECONDS, TimeUnit.SECONDS);
    socket.abort();
    Matcher value = VALUE.matcher(told);
    if (!value.find()) {
      throw new IOException("the page answered " + told);
    }
    return value.group(1);
  }

  /** The browser writes its port into its profile. */
  private URI page() throws IOException, InterruptedException {
    Path file = profile.resolve("DevToolsActivePort");
    long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (System.nanoTime() < endNanos) {
      if (Files.exists(file) && Files.readAllLines(file).size() > 1) {
        String list = "http://127.0.0.1:" + Files.readAllLines(file).getFirst() + "/json/list";
        Matcher found =
            SOCKET.matcher(
                http.send(
                        HttpRequest.newBuilder(URI.create(list)).build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                    .body());
        if (found.find()) {
          return URI.create(found.group(1));
        }
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IOException("the browser did not start");
  }

  /** Gathers one answer, which comes in parts. */
  private static final class Answer implements WebSocket.Listener {
    private final CompletableFuture<String> whole;
    private final StringBuilder parts = new StringBuilder();

    private Answer(CompletableFuture<String> whole) {
      this.whole = whole;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      parts.append(data);
      if (last) {
        whole.complete(parts.toString());
      }
      return WebSocket.Listener.super.onText(socket, data, last);
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      whole.completeExceptionally(error);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    http.shutdownNow();
  }
}
