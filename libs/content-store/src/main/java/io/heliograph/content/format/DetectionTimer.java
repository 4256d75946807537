package io.heliograph.content.format;

import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.SupervisedThreads;
import io.heliograph.kit.thread.Turn;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/** Does what detections are due for after a while, on one supervised thread. Thread-safe. */
final class DetectionTimer implements AutoCloseable {
  /** Between two beats. */
  private static final long WAIT_SECONDS_MAX = 5;

  private final DelayQueue<Alarm> alarms = new DelayQueue<>();
  private final SupervisedThread thread;

  DetectionTimer(SupervisedThreads threads) {
    thread = threads.start("identify-timer", this::work);
  }

  /** Runs the action after so many milliseconds, unless it is cancelled before. */
  Alarm after(long millis, Runnable action) {
    Alarm alarm = new Alarm(action, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
    alarms.add(alarm);
    return alarm;
  }

  private void work(Turn turn) throws InterruptedException {
    turn.onStop(() -> after(0, () -> {}));
    while (turn.running()) {
      turn.beat();
      Alarm due = alarms.poll(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
      if (due != null) {
        due.action.run();
        turn.progressed();
      }
    }
  }

  @Override
  public void close() {
    thread.requestStop();
  }

  /** One action that is due at its time. */
  final class Alarm implements Delayed {
    private final Runnable action;
    private final long dueNanos;

    private Alarm(Runnable action, long dueNanos) {
      this.action = action;
      this.dueNanos = dueNanos;
    }

    /** It will not run, unless it runs already. */
    void cancel() {
      alarms.remove(this);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
  }
}
