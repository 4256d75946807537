package io.heliograph.content.format;

import io.heliograph.kit.thread.FatalErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few threads for work that may never end: no thread can be stopped from outside, so one that is
 * held is replaced, up to a number of spare ones. When those are held as well, what waits and what
 * comes is refused at once instead of waiting for ever. A thread whose work ends after all takes
 * its place again. Thread-safe.
 */
final class ReplaceableThreadPool implements AutoCloseable {
  /** Something to be done. */
  interface Work {
    /** Does it; on one of the threads. */
    void run(Place place);

    /** It will not be done. */
    void refuse();
  }

  private final int threads;
  private final int spare;
  private final ThreadPoolExecutor executor;
  private int held;

  ReplaceableThreadPool(String name, int threads, int spare, int waitingMax) {
    this.threads = threads;
    this.spare = spare;
    this.executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(waitingMax),
            Thread.ofPlatform().name(name, 0).daemon().factory());
  }

  /** Has the work done, or refuses it. */
  void execute(Work work) {
    if (!accepted(work)) {
      work.refuse();
    }
  }

  private synchronized boolean accepted(Work work) {
    if (isExhausted()) {
      return false;
    }
    try {
      executor.execute(new Place(work));
      return true;
    } catch (RejectedExecutionException full) {
      return false;
    }
  }

  private boolean isExhausted() {
    return held >= threads + spare;
  }

  /** How many threads are held. */
  synchronized int held() {
    return held;
  }

  private void resize() {
    int size = threads + Math.min(held, spare);
    if (size > executor.getMaximumPoolSize()) {
      executor.setMaximumPoolSize(size);
      executor.setCorePoolSize(size);
    } else {
      executor.setCorePoolSize(size);
      executor.setMaximumPoolSize(size);
    }
  }

  /** What waits while no thread is left. */
  private List<Runnable> stranded() {
    List<Runnable> waiting = new ArrayList<>();
    if (isExhausted()) {
      executor.getQueue().drainTo(waiting);
    }
    return waiting;
  }

  /** A thread at work. */
  final class Place implements Runnable {
    private final Work work;
    private boolean isHeld;
    private boolean isOver;

    private Place(Work work) {
      this.work = work;
    }

    @Override
    public void run() {
      try {
        work.run(this);
      } catch (Error error) {
        FatalErrors.exit(error);
      } finally {
        release();
      }
    }

    private void release() {
      synchronized (ReplaceableThreadPool.this) {
        isOver = true;
        if (isHeld) {
          held--;
          resize();
        }
      }
    }

    /** Gives the thread up for now; false when its work has just ended. */
    boolean hold() {
      List<Runnable> stranded;
      synchronized (ReplaceableThreadPool.this) {
        if (isOver || isHeld) {
          return false;
        }
        isHeld = true;
        held++;
        resize();
        stranded = stranded();
      }
      for (Runnable waiting : stranded) {
        ((Place) waiting).work.refuse();
      }
      return true;
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
