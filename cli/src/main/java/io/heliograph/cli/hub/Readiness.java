package io.heliograph.cli.hub;

import io.heliograph.local.ServerKind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks a part whether it is ready. Thread-safe. */
public final class Readiness implements AutoCloseable {

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);

  private static final long ANSWER_BYTES_MAX = 1 << 20;

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
    // The time limit of a request ends with the head of its answer; this one is for all of it.
    CompletableFuture<HttpResponse<byte[]>> asked = ask(url);
    try {
      HttpResponse<byte[]> answer = asked.get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return HealthAnswer.of(answer.statusCode(), answer.body());
    } catch (ExecutionException notYet) {
      String reason = Optional.ofNullable(reason(notYet)).orElse("connection refused");
      return Health.lacks("no answer from " + url + ": " + reason);
    } catch (TimeoutException hangs) {
      asked.cancel(true);
      return Health.lacks("no answer from " + url + " within 2 s");
    } catch (InterruptedException interrupted) {
      asked.cancel(true);
      Thread.currentThread().interrupt();
      return Health.lacks("the question was interrupted");
    }
  }

  private CompletableFuture<HttpResponse<byte[]>> ask(URI url) {
    try {
      return client.sendAsync(
          HttpRequest.newBuilder(url).version(HttpClient.Version.HTTP_1_1).build(),
          BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
    } catch (IllegalArgumentException noUrl) {
      return CompletableFuture.failedFuture(noUrl);
    }
  }

  private static @Nullable String reason(ExecutionException failure) {
    return failure.getCause() == null ? null : failure.getCause().getMessage();
  }

  @Override
  public void close() {
    // Not close(), which waits for answers that do not come.
    client.shutdownNow();
  }
}
