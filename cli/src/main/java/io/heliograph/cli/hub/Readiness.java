package io.heliograph.cli.hub;

import io.heliograph.local.ServerKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Asks a part whether it is ready. Thread-safe. */
public final class Readiness implements AutoCloseable {

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build();

  /** Whether its process runs and answers: 200 on the ready URL, or a server's own protocol. */
  public boolean isReady(RunningPart part) {
    return health(part).ready();
  }

  /** Whether it is ready, and what it lacks when it is not. */
  public Health health(RunningPart part) {
    if (!part.isAlive()) {
      return Health.lacks("its process has ended");
    }
    if (part.isSupervisor()) {
      return Health.isReady();
    }
    return part.isServer() ? server(part) : service(URI.create(part.readyUrl()));
  }

  /** Whether a server answers in its own protocol. */
  static boolean serves(RunningPart part) {
    return ServerKind.labelled(part.name())
        .filter(kind -> kind.answers(part.port(), ANSWER_LIMIT))
        .isPresent();
  }

  private static Health server(RunningPart part) {
    return serves(part)
        ? Health.isReady()
        : Health.lacks("no answer on port " + part.port() + " within 2 s");
  }

  private Health service(URI url) {
    try {
      HttpRequest request = HttpRequest.newBuilder(url).timeout(ANSWER_LIMIT).build();
      HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
      return HealthAnswer.of(answer.statusCode(), answer.body());
    } catch (IOException notYet) {
      String reason = Optional.ofNullable(notYet.getMessage()).orElse("connection refused");
      return Health.lacks("no answer from " + url + ": " + reason);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Health.lacks("the question was interrupted");
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
