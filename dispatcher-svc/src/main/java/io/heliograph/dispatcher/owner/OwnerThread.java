package io.heliograph.dispatcher.owner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One owner: a thread, its {@link OwnerCore}, and the messages to it. A message runs to its end
 * before the next begins; one that throws is reported and does not end the thread. Messages from
 * the thread itself run at once.
 */
final class OwnerThread implements Runnable {
  private static final long TICK_MILLIS = 5;

  private record Timer(long atMillis, Runnable action) {}

  private final OwnerCore core;
  private final CoreClock clock;
  private final Consumer<Throwable> failures;
  private final Thread thread;
  private final LinkedBlockingQueue<Consumer<OwnerCore>> messages = new LinkedBlockingQueue<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::atMillis));
  private volatile boolean stopped;

  OwnerThread(String name, OwnerCore core, CoreClock clock, Consumer<Throwable> failures) {
    this.core = core;
    this.clock = clock;
    this.failures = failures;
    this.thread = new Thread(this, name);
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Ends after the messages that are waiting now. */
  void stop() {
    messages.add(owner -> stopped = true);
  }

  /** Runs a message on the owner's thread, soon or, when called on it, now. */
  void execute(Consumer<OwnerCore> message) {
    if (Thread.currentThread() == thread) {
      run(message);
    } else {
      messages.add(message);
    }
  }

  /** Runs a message on the owner's thread after those that wait now, also when called on it. */
  void post(Consumer<OwnerCore> message) {
    messages.add(message);
  }

  /** Runs a message and completes with its answer. */
  <T extends @Nullable Object> CompletableFuture<T> ask(Function<OwnerCore, T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    execute(
        owner -> {
          try {
            answer.complete(question.apply(owner));
          } catch (RuntimeException failure) {
            answer.completeExceptionally(failure);
            throw failure;
          }
        });
    return answer;
  }

  /** Runs an action on this thread once that many milliseconds have passed. Called on it only. */
  void after(long millis, Runnable action) {
    timers.add(new Timer(clock.monotonicMillis() + millis, action));
  }

  @Override
  public void run() {
    List<Consumer<OwnerCore>> batch = new ArrayList<>();
    long nextTick = clock.monotonicMillis();
    while (!stopped) {
      try {
        Consumer<OwnerCore> first = messages.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          messages.drainTo(batch, 255);
          batch.forEach(this::run);
          batch.clear();
        }
      } catch (InterruptedException interrupted) {
        return;
      }
      long now = clock.monotonicMillis();
      if (now >= nextTick) {
        nextTick = now + TICK_MILLIS;
        run(OwnerCore::tick);
        runTimers(now);
      }
    }
  }

  private void runTimers(long nowMillis) {
    while (!timers.isEmpty() && timers.peek().atMillis <= nowMillis) {
      Timer timer = timers.remove();
      run(owner -> timer.action.run());
    }
  }

  private void run(Consumer<OwnerCore> message) {
    try {
      message.accept(core);
    } catch (RuntimeException failure) {
      failures.accept(failure);
    }
  }
}
