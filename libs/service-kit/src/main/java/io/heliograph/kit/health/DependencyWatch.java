package io.heliograph.kit.health;

import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.SupervisedThreads;
import io.heliograph.kit.thread.Turn;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server again and again, at once and then in intervals, with a limit of time: one that is
 * stopped or cut off is away like one that is down. Each change is logged. A supervised thread
 * asks; the state may be looked at from any.
 *
 * @param <T> what the server answers
 */
public final class DependencyWatch<T> {
  private static final Logger LOG = Logger.getLogger(DependencyWatch.class);
  private static final int REASON_MAX = 200;

  private final String name;
  private final Supplier<? extends CompletionStage<? extends @Nullable T>> question;
  private final Duration limit;
  private final InstantSource clock;
  private volatile State<T> state;
  private volatile @Nullable SupervisedThread thread;

  /**
   * What is known of the server.
   *
   * @param reachable whether it answered the last time, within the limit
   * @param since when that began
   * @param reason why it is not reachable; null when it is
   * @param latest what it answered last, if it ever did
   * @param <T> what the server answers
   */
  public record State<T>(
      boolean reachable, Instant since, @Nullable String reason, @Nullable T latest) {
    private static final String NOT_ASKED = "not asked yet";

    static <T> State<T> first(Instant now) {
      return new State<>(false, now, NOT_ASKED, null);
    }

    /** False in the first moments of the process. */
    public boolean asked() {
      return !NOT_ASKED.equals(reason);
    }

    /** Whether it was asked and did not answer. */
    public boolean away() {
      return !reachable && asked();
    }

    State<T> answered(@Nullable T answer, Instant now) {
      return new State<>(true, reachable ? since : now, null, answer);
    }

    State<T> silent(String why, Instant now) {
      return new State<>(false, reachable ? now : since, why, latest);
    }
  }

  /**
   * A watch that has not begun.
   *
   * @param name of the server; its thread is named after it
   * @param limit how long an answer may take
   */
  public DependencyWatch(
      String name,
      Supplier<? extends CompletionStage<? extends @Nullable T>> question,
      Duration limit,
      InstantSource clock) {
    this.name = name;
    this.question = question;
    this.limit = limit;
    this.clock = clock;
    this.state = State.first(clock.instant());
  }

  /**
   * Begins to ask.
   *
   * @param interval from an answer, or the limit, to the next question
   */
  public void start(SupervisedThreads threads, Duration interval) {
    thread = threads.start(name + "-watch", turn -> watch(turn, interval));
  }

  /** Ends the thread, without waiting for it. */
  public void requestStop() {
    SupervisedThread begun = thread;
    if (begun != null) {
      begun.requestStop();
    }
  }

  /** As of an interval, or the limit, ago at most. */
  public State<T> state() {
    return state;
  }

  private void watch(Turn turn, Duration interval) throws InterruptedException {
    do {
      turn.beat();
      ask();
      turn.progressed();
    } while (turn.pause(interval));
  }

  /** Asks once, on the calling thread. */
  public void ask() throws InterruptedException {
    State<T> before = state;
    State<T> now = asked(before);
    state = now;
    if (now.away() && !before.away()) {
      LOG.warnf("server unavailable name=%s reason=%s", name, now.reason());
    } else if (now.reachable() && before.away()) {
      LOG.infof("server available name=%s", name);
    }
  }

  private State<T> asked(State<T> before) throws InterruptedException {
    try {
      T answer = question.get().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return before.answered(answer, clock.instant());
    } catch (TimeoutException silent) {
      return before.silent("no answer within " + limit.toMillis() + " ms", clock.instant());
    } catch (ExecutionException | RuntimeException failure) {
      return before.silent(reason(failure), clock.instant());
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof ExecutionException || cause instanceof CompletionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    String text = message == null || message.isBlank() ? cause.toString() : message;
    return text.length() > REASON_MAX ? text.substring(0, REASON_MAX) : text;
  }
}
