package io.heliograph.cli.hub;

import io.heliograph.local.ServerKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a part whether it is ready. Thread-safe. */
public final class Readiness implements AutoCloseable {

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);
  private static final int OK = 200;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build();

  /** Whether its process runs and answers: 200 on the ready URL, or a server's own protocol. */
  public boolean isReady(RunningPart part) {
    if (!part.isAlive()) {
      return false;
    }
    return part.readyUrl().isEmpty()
        ? ServerKind.labelled(part.name())
            .filter(kind -> kind.answers(part.port(), ANSWER_LIMIT))
            .isPresent()
        : answersOk(URI.create(part.readyUrl()));
  }

  private boolean answersOk(URI url) {
    try {
      HttpRequest request = HttpRequest.newBuilder(url).timeout(ANSWER_LIMIT).build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == OK;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
