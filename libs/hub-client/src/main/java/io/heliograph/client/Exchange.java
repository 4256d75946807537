package io.heliograph.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends requests within their limits and says what became of them. Thread-safe. */
final class Exchange implements AutoCloseable {
  private static final int OK = 200;
  private static final int REDIRECTED = 300;

  /** Lets time pass; apart, so that tests need not wait. */
  @FunctionalInterface
  interface Pauses {
    void pause(Duration wait) throws InterruptedException;
  }

  /**
   * A request.
   *
   * @param request without the limits and the token
   * @param answer how long the answer may take
   * @param body where the answer's body goes
   * @param anyOf2xx whether another status than 200 is success too
   * @param repeatable whether it may be sent again when it is not known what became of it
   * @param reader makes the value of a successful answer
   */
  record Ask<T>(
      HttpRequest.Builder request,
      Duration answer,
      BodyHandler<byte[]> body,
      boolean anyOf2xx,
      boolean repeatable,
      Reader<T> reader) {
    /** The same, served with any status of success. */
    Ask<T> anySuccess() {
      return new Ask<>(request, answer, body, true, repeatable, reader);
    }

    private boolean isServed(int status) {
      return status == OK || (anyOf2xx && status > OK && status < REDIRECTED);
    }
  }

  /** Reads a successful answer. */
  @FunctionalInterface
  interface Reader<T> {
    /**
     * The value.
     *
     * @throws IOException when the answer is not of its form
     */
    T read(HttpResponse<byte[]> answer) throws IOException;
  }

  private final HubSettings settings;
  private final Pauses pauses;
  private final HttpClient http;

  Exchange(HubSettings settings, Pauses pauses) {
    this.settings = settings;
    this.pauses = pauses;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connect())
            .build();
  }

  /** A request to that path, its query included. */
  HttpRequest.Builder to(String pathAndQuery) {
    return HttpRequest.newBuilder(URI.create(settings.url() + pathAndQuery));
  }

  /** A request whose answer is read into memory, within the settings' limits. */
  <T> Ask<T> ask(HttpRequest.Builder request, boolean repeatable, Reader<T> reader) {
    return ask(request, settings.answer(), repeatable, reader);
  }

  /** A request whose response is read into memory, with its timeout. */
  <T> Ask<T> ask(
      HttpRequest.Builder request, Duration answer, boolean repeatable, Reader<T> reader) {
    return new Ask<>(request, answer, inMemory(), false, repeatable, reader);
  }

  BodyHandler<byte[]> inMemory() {
    return BodyHandlers.limiting(BodyHandlers.ofByteArray(), settings.answerBytesMax());
  }

  HubSettings settings() {
    return settings;
  }

  /** Sends the request, again while the hub is busy or away and the settings say so. */
  <T> Answer<T> send(Ask<T> ask) throws InterruptedException {
    for (int attempts = 1; ; attempts++) {
      Answer<T> answer = sendOnce(ask);
      Optional<Duration> pause =
          isWorthRepeating(ask, answer)
              ? settings.retries().pause(attempts, wanted(answer), ThreadLocalRandom.current())
              : Optional.empty();
      if (pause.isEmpty()) {
        return answer;
      }
      pauses.pause(pause.get());
    }
  }

  /** Sends the request once; the future never fails. */
  <T> CompletableFuture<Answer<T>> sendAsync(Ask<T> ask) {
    CompletableFuture<HttpResponse<byte[]>> sent = begin(ask);
    return sent.copy()
        .orTimeout(ask.answer().toMillis(), TimeUnit.MILLISECONDS)
        .handle(
            (response, failure) -> {
              // The client's own limit ends at the head of the answer.
              boolean unused = sent.cancel(true);
              return failure == null ? answer(ask, response) : unanswered(ask, failure);
            });
  }

  private <T> Answer<T> sendOnce(Ask<T> ask) throws InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> sent = begin(ask);
    try {
      return answer(ask, sent.get(ask.answer().toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException failure) {
      return unanswered(ask, failure);
    } finally {
      boolean unused = sent.cancel(true);
    }
  }

  private CompletableFuture<HttpResponse<byte[]>> begin(Ask<?> ask) {
    HttpRequest.Builder request = ask.request().copy().timeout(ask.answer());
    settings.token().ifPresent(token -> request.setHeader("Authorization", "Bearer " + token));
    return http.sendAsync(request.build(), ask.body());
  }

  private static <T> Answer<T> answer(Ask<T> ask, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (!ask.isServed(status)) {
      return new Answer.Refused<>(
          Refusal.of(response.uri(), status, response.headers(), response.body()));
    }
    try {
      return new Answer.Served<>(ask.reader().read(response));
    } catch (IOException malformed) {
      return new Answer.Unanswered<>(
          new MalformedAnswerException(response.uri() + ": " + malformed.getMessage(), malformed));
    }
  }

  private static <T> Answer<T> unanswered(Ask<?> ask, Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof ExecutionException || cause instanceof CompletionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return new Answer.Unanswered<>(
        switch (cause) {
          case IOException known -> known;
          case TimeoutException late ->
              new HttpTimeoutException("no answer within " + ask.answer().toMillis() + " ms");
          default -> new IOException(String.valueOf(cause.getMessage()), cause);
        });
  }

  private static <T> boolean isWorthRepeating(Ask<T> ask, Answer<T> answer) {
    return switch (answer) {
      case Answer.Served<T> _ -> false;
      case Answer.Refused<T> refused -> refused.refusal().isBusy();
      case Answer.Unanswered<T> unanswered ->
          ask.repeatable() && !(unanswered.reason() instanceof MalformedAnswerException);
    };
  }

  private static <T> Optional<Duration> wanted(Answer<T> answer) {
    return answer instanceof Answer.Refused<T> refused
        ? refused.refusal().retryAfter()
        : Optional.empty();
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
