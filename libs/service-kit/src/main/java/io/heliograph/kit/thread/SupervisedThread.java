package io.heliograph.kit.thread;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A daemon thread whose work begins again after whatever ended it, until {@link #stop}: after an
 * exception, and after a return too. Each new beginning is counted, and waits as {@link Backoff}
 * says; failures count from one again after {@link Turn#progressed()} or when the work ran for a
 * minute. An {@code Error} ends the process. Thread-safe.
 */
public final class SupervisedThread {
  /** What the thread does. */
  @FunctionalInterface
  public interface Work {
    /**
     * Works until {@link Turn#running()} is false. Closes what it opened however it ends.
     *
     * @throws Exception when the work is to begin again
     */
    void run(Turn turn) throws Exception;
  }

  private static final Logger LOG = Logger.getLogger(SupervisedThread.class);
  private static final Duration SLICE = Duration.ofSeconds(5);
  private static final long STEADY_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** What a thread needs of its surroundings; apart, so that tests drive the time. */
  record Surroundings(
      LongSupplier nanoTime, Consumer<Throwable> fatal, Consumer<SupervisedThread> ended) {}

  private final String name;
  private final Work work;
  private final Backoff backoff;
  private final Surroundings surroundings;
  private final Runnable restarted;
  private final Thread thread;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Turn turn = new ThreadTurn();
  private final Object wakeUpLock = new Object();
  private Runnable wakeUp = () -> {};
  private volatile long beatNanos;
  private boolean progressed;
  private int failures;

  SupervisedThread(
      String name, Work work, Backoff backoff, Surroundings surroundings, Runnable restarted) {
    this.name = name;
    this.work = work;
    this.backoff = backoff;
    this.surroundings = surroundings;
    this.restarted = restarted;
    this.beatNanos = surroundings.nanoTime.getAsLong();
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  /** The thread's name, which names it in logs, metrics and health answers. */
  public String name() {
    return name;
  }

  /** Whether the caller runs on this thread. */
  public boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  /** How long ago the thread beat last. */
  public Duration sinceBeat() {
    return Duration.ofNanos(surroundings.nanoTime.getAsLong() - beatNanos);
  }

  void start() {
    thread.start();
  }

  /** Asks the work to end, without waiting for it. */
  public void requestStop() {
    stopping.countDown();
    synchronized (wakeUpLock) {
      wakeUp.run();
    }
  }

  /**
   * Asks the work to end and waits for it.
   *
   * @param wait the longest wait
   * @return whether it has ended
   */
  public boolean stop(Duration wait) throws InterruptedException {
    requestStop();
    return isCurrent() || thread.join(wait);
  }

  private void run() {
    try {
      while (turn.running()) {
        session();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      surroundings.ended.accept(this);
    }
  }

  private void session() throws InterruptedException {
    long begun = surroundings.nanoTime.getAsLong();
    turn.beat();
    @Nullable Throwable failure = null;
    try {
      work.run(turn);
    } catch (Error error) {
      surroundings.fatal.accept(error);
    } catch (Exception ended) {
      failure = ended;
    }
    // A client that was interrupted leaves the flag behind; the pause below must not see it.
    boolean unused = Thread.interrupted();
    if (!turn.running()) {
      return;
    }
    if (progressed || surroundings.nanoTime.getAsLong() - begun >= STEADY_NANOS) {
      failures = 0;
    }
    progressed = false;
    failures++;
    restarted.run();
    Duration pause = backoff.after(failures, ThreadLocalRandom.current());
    log(failure, pause);
    turn.pause(pause);
  }

  private void log(@Nullable Throwable failure, Duration pause) {
    // An operator knows Kafka's and Redis' failures by their text; of others the place is wanted.
    boolean unknown =
        failure instanceof RuntimeException && failure.getClass().getName().startsWith("java.");
    LOG.warnf(
        unknown ? failure : null,
        "restarting thread thread=%s failures=%d pause_ms=%d reason=%s",
        name,
        failures,
        pause.toMillis(),
        failure == null ? "its work ended" : failure.toString());
  }

  private final class ThreadTurn implements Turn {
    @Override
    public boolean running() {
      return stopping.getCount() > 0;
    }

    @Override
    public void beat() {
      beatNanos = surroundings.nanoTime.getAsLong();
    }

    @Override
    public void progressed() {
      progressed = true;
    }

    @Override
    public boolean pause(Duration wait) throws InterruptedException {
      Duration left = wait;
      while (left.isPositive() && running()) {
        beat();
        Duration slice = left.compareTo(SLICE) < 0 ? left : SLICE;
        boolean unused = stopping.await(slice.toNanos(), TimeUnit.NANOSECONDS);
        left = left.minus(slice);
      }
      beat();
      return running();
    }

    @Override
    public void onStop(Runnable ender) {
      synchronized (wakeUpLock) {
        wakeUp = ender;
      }
      if (!running()) {
        ender.run();
      }
    }
  }
}
