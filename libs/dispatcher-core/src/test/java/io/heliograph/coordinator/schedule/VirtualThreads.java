package io.heliograph.coordinator.schedule;

import io.heliograph.coordinator.runtime.CoordinatorClock;
import io.heliograph.coordinator.runtime.Loops;
import io.heliograph.coordinator.runtime.Turn;
import io.heliograph.coordinator.runtime.Waits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the loops of several processes one at a time, on one virtual time, in an order that a seed
 * decides. A loop runs until it waits; a wait is over when what it waits for has come or its time
 * has passed, whichever the schedule meets first. To be used by one thread.
 */
final class VirtualThreads implements CoordinatorClock {
  /** One in so many beats hands over to another loop. */
  private static final int BEATS = 4;

  private static final long FIRST_MILLIS = 1_700_000_000_000L;

  private final Random random;
  private final List<Actor> actors = new ArrayList<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(
          Comparator.<Timer>comparingLong(timer -> timer.atMillis)
              .thenComparingLong(timer -> timer.number));
  private final Semaphore back = new Semaphore(0);
  private long nowMillis = FIRST_MILLIS;
  private long timerNumber;
  private @Nullable Actor current;
  private long switches;

  /** What a loop found to be wrong. */
  private @Nullable Error broken;

  /** What ended the work of loops. */
  final List<Exception> failures = new ArrayList<>();

  private record Timer(long atMillis, long number, VirtualProcess process, Runnable action) {}

  /** Ends a loop whose process was killed: nothing catches it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed", null, false, false);
    }
  }

  VirtualThreads(Random random) {
    this.random = random;
  }

  @Override
  public long wallMillis() {
    return nowMillis;
  }

  @Override
  public long monotonicMillis() {
    return nowMillis;
  }

  @Override
  public long monotonicNanos() {
    return TimeUnit.MILLISECONDS.toNanos(nowMillis);
  }

  /** How often a loop was run until its next wait. */
  long switches() {
    return switches;
  }

  /** Runs something of that process after so many milliseconds, unless it is dead by then. */
  void after(VirtualProcess process, long millis, Runnable action) {
    timers.add(new Timer(nowMillis + Math.max(0, millis), timerNumber++, process, action));
  }

  /** Lets time pass; what is due of processes that are frozen waits until they go on. */
  void advance(long millis) {
    nowMillis += millis;
  }

  /** The loops of a process. */
  Loops loops(VirtualProcess process) {
    return (name, pauseMax, work) -> {
      Actor actor = new Actor(process, process.name + '/' + name, work);
      actors.add(actor);
      return actor;
    };
  }

  /** The waits of a process. */
  Waits waits(VirtualProcess process) {
    return new ProcessWaits(process);
  }

  /** Ends a process at once, wherever its loops are. */
  void kill(VirtualProcess process) {
    process.dead = true;
    for (Actor actor : List.copyOf(actors)) {
      if (actor.process == process) {
        actor.end();
        actors.remove(actor);
      }
    }
  }

  /**
   * Runs one thing that can go on now.
   *
   * @return whether there was one
   */
  boolean step() {
    List<Actor> ready = new ArrayList<>();
    for (Actor actor : actors) {
      if (actor.process.runs() && actor.isReady()) {
        ready.add(actor);
      }
    }
    Timer due = dueTimer();
    int choices = ready.size() + (due == null ? 0 : 1);
    if (choices == 0) {
      return false;
    }
    int chosen = random.nextInt(choices);
    if (chosen == ready.size() && due != null) {
      timers.remove(due);
      due.action.run();
    } else {
      ready.get(chosen).run();
    }
    actors.removeIf(actor -> actor.ended);
    if (broken != null) {
      throw broken;
    }
    return true;
  }

  private @Nullable Timer dueTimer() {
    timers.removeIf(timer -> timer.process.dead);
    Timer first = timers.peek();
    if (first == null || first.atMillis > nowMillis) {
      return null;
    }
    if (first.process.runs()) {
      return first;
    }
    Timer found = null;
    for (Timer timer : timers) {
      if (timer.atMillis <= nowMillis
          && timer.process.runs()
          && (found == null || timers.comparator().compare(timer, found) < 0)) {
        found = timer;
      }
    }
    return found;
  }

  private final class ProcessWaits implements Waits {
    private final VirtualProcess process;

    ProcessWaits(VirtualProcess process) {
      this.process = process;
    }

    @Override
    public <T extends @Nullable Object> T get(CompletableFuture<T> answer, Duration wait)
        throws ExecutionException, InterruptedException, TimeoutException {
      Actor actor = current;
      if (actor == null) {
        throw new IllegalStateException("nobody may wait here");
      }
      actor.waitFor(answer::isDone, wait.toMillis());
      if (!answer.isDone()) {
        throw new TimeoutException("virtual");
      }
      return answer.get();
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> limit(
        CompletableFuture<T> answer, long millis) {
      after(process, millis, () -> answer.completeExceptionally(new TimeoutException("virtual")));
      return answer;
    }

    @Override
    public void later(Runnable action, long millis) {
      after(process, millis, action);
    }
  }

  /** One loop. It has a thread, which runs only between {@link #run} and its next wait. */
  private final class Actor implements Loops.Loop, Turn {
    private static final long PAUSE_MILLIS = 200;

    final VirtualProcess process;
    private final Loops.Work work;
    private final Thread thread;
    private final Semaphore go = new Semaphore(0);
    private BooleanSupplier awaited = () -> true;
    private long untilMillis;
    private boolean stopping;
    private boolean killed;
    boolean ended;

    Actor(VirtualProcess process, String name, Loops.Work work) {
      this.process = process;
      this.work = work;
      this.thread = Thread.ofVirtual().name(name).unstarted(this::live);
      thread.start();
    }

    private void live() {
      go.acquireUninterruptibly();
      try {
        while (!stopping && !killed) {
          try {
            work.run(this);
          } catch (Exception failure) {
            // As a supervisor does: the work begins again.
            failures.add(failure);
            waitFor(() -> stopping, PAUSE_MILLIS);
          }
        }
      } catch (Killed end) {
        killed = true;
      } catch (Error failed) {
        broken = failed;
      } finally {
        ended = true;
        back.release();
      }
    }

    boolean isReady() {
      return awaited.getAsBoolean() || nowMillis >= untilMillis || stopping;
    }

    /** On the thread of the schedule: lets the loop run until it waits. */
    void run() {
      switches++;
      Actor before = current;
      current = this;
      go.release();
      back.acquireUninterruptibly();
      current = before;
    }

    void end() {
      killed = true;
      while (!ended) {
        run();
      }
    }

    /** On the loop's own thread. */
    private void waitFor(BooleanSupplier condition, long millis) {
      awaited = condition;
      untilMillis = nowMillis + millis;
      back.release();
      go.acquireUninterruptibly();
      if (killed) {
        throw new Killed();
      }
    }

    @Override
    public void requestStop() {
      stopping = true;
    }

    @Override
    public boolean stop(Duration wait) {
      stopping = true;
      Actor asking = current;
      if (asking != null && asking != this) {
        asking.waitFor(() -> ended, wait.toMillis());
      }
      return ended;
    }

    @Override
    public boolean running() {
      return !stopping;
    }

    /** Others may run meanwhile: the process may be frozen here, or die. */
    @Override
    public void beat() {
      if (current == this && random.nextInt(BEATS) == 0) {
        waitFor(() -> true, 0);
      }
    }

    @Override
    public void progressed() {}

    @Override
    public <T extends @Nullable Object> T await(CompletableFuture<T> answer, Duration wait)
        throws ExecutionException, InterruptedException, TimeoutException {
      waitFor(() -> answer.isDone() || stopping, wait.toMillis());
      if (!answer.isDone() || stopping) {
        throw new TimeoutException("virtual");
      }
      return answer.get();
    }

    @Override
    public <M> @Nullable M poll(BlockingQueue<M> messages, long waitMillis) {
      if (messages.isEmpty()) {
        waitFor(() -> !messages.isEmpty(), waitMillis);
      } else {
        beat();
      }
      return messages.poll();
    }
  }
}
