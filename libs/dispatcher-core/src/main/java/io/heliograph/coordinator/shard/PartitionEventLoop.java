package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.runtime.CoordinatorClock;
import io.heliograph.coordinator.runtime.Loops;
import io.heliograph.coordinator.runtime.Turn;
import io.heliograph.coordinator.view.ShardLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One owner: a thread, its {@link PartitionShard}, and the messages to it. A message runs to its
 * end before the next begins; one that throws, whatever it throws, is reported and does not end the
 * thread (whether the process goes on after an {@link Error} is for the reporter to say). Messages
 * from the thread itself run at once. Takes are no messages: they wait for their {@link TakeTurns},
 * and between two of them the messages that came are run.
 */
public final class PartitionEventLoop {
  private static final long TICK_MILLIS = 5;

  /** How long short takes run before messages are looked for. */
  private static final long TAKES_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** What is to be run at a time, once, unless that is called off. */
  public static final class Alarm extends Timers.Timed {
    private final Runnable action;

    public Alarm(Runnable action) {
      this.action = action;
    }
  }

  private final PartitionShard shard;
  private final CoordinatorClock clock;
  private final Consumer<Throwable> failures;
  private final String name;
  private final LinkedBlockingQueue<Consumer<PartitionShard>> messages =
      new LinkedBlockingQueue<>();
  private final Timers<Alarm> alarms = new Timers<>();
  private final TakeTurns turns;
  private final AtomicInteger waitingTakes = new AtomicInteger();
  private final Set<String> woken = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean wakeWaits = new AtomicBoolean();
  private final AtomicBoolean positionsWait = new AtomicBoolean();
  private volatile Loops.@Nullable Loop loop;
  private volatile @Nullable Thread running;

  PartitionEventLoop(
      String name, PartitionShard shard, CoordinatorClock clock, Consumer<Throwable> failures) {
    this.shard = shard;
    this.clock = clock;
    this.failures = failures;
    this.name = name;
    this.turns = new TakeTurns(clock::monotonicNanos);
  }

  /** Starts the thread; it beats with each tick. */
  void start(Loops loops) {
    loop = loops.start(name, this::work);
  }

  /** Ends after the messages that are waiting now. */
  void stop() {
    messages.add(
        shard -> {
          Loops.Loop started = loop;
          if (started != null) {
            started.requestStop();
          }
        });
  }

  /** Runs a message on the event loop, soon or, when called on it, now. */
  public void execute(Consumer<PartitionShard> message) {
    if (Thread.currentThread() == running) {
      run(message);
    } else {
      messages.add(message);
    }
  }

  /** Runs a message on the event loop after those that wait now, also when called on it. */
  public void post(Consumer<PartitionShard> message) {
    messages.add(message);
  }

  /** Wakes the fetches of those subscriptions; one message waits, for all that are to be woken. */
  void wake(Set<String> pluginKeys) {
    woken.addAll(pluginKeys);
    if (wakeWaits.compareAndSet(false, true)) {
      messages.add(
          shard -> {
            wakeWaits.set(false);
            for (String pluginKey : Set.copyOf(woken)) {
              woken.remove(pluginKey);
              shard.wake(pluginKey);
            }
          });
    }
  }

  /**
   * Statuses before those positions wait here or were applied. Passed over while an earlier word
   * waits: it cannot be brought up to date, since it runs before statuses that came after it.
   */
  void statusPositions(long[] positions) {
    if (positionsWait.compareAndSet(false, true)) {
      messages.add(
          shard -> {
            positionsWait.set(false);
            shard.statusPositions(positions);
          });
    }
  }

  /** Messages and takes that wait, as of now. */
  int waiting() {
    return messages.size() + waitingTakes.get();
  }

  /** Runs a message and completes when it has run. */
  CompletableFuture<Void> perform(Consumer<PartitionShard> message) {
    return ask(
        shard -> {
          message.accept(shard);
          return null;
        });
  }

  /** Runs a message and completes with its answer. */
  <T extends @Nullable Object> CompletableFuture<T> ask(Function<PartitionShard, T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    execute(shard -> answer(shard, question, answer));
    return answer;
  }

  private static <T extends @Nullable Object> void answer(
      PartitionShard shard, Function<PartitionShard, T> question, CompletableFuture<T> answer) {
    try {
      answer.complete(question.apply(shard));
    } catch (RuntimeException | Error failure) {
      answer.completeExceptionally(failure);
      throw failure;
    }
  }

  /**
   * Runs a take when it is its turn and completes with its answer.
   *
   * @param cost is told the nanoseconds that it took
   */
  public CompletableFuture<TakeResult> take(
      Take take, Function<PartitionShard, TakeResult> question, LongConsumer cost) {
    CompletableFuture<TakeResult> answer = new CompletableFuture<>();
    Runnable run =
        () -> {
          waitingTakes.decrementAndGet();
          run(shard -> answer(shard, question, answer));
        };
    execute(
        shard -> {
          turns.add(take, run, cost);
          waitingTakes.incrementAndGet();
        });
    return answer;
  }

  /** Runs the action of the alarm on this thread at that time, not before. Called on it only. */
  public void set(Alarm alarm, long atMonotonicMillis) {
    alarms.set(alarm, atMonotonicMillis);
  }

  /** Calls the alarm off; nothing here refers to it any more. Called on this thread only. */
  public void cancel(Alarm alarm) {
    alarms.cancel(alarm);
  }

  /** Tells what became of a batch that was taken. */
  public void settle(long batch, Settlement settlement) {
    execute(shard -> settlement.apply(shard, batch));
  }

  /** How much waits here. */
  CompletableFuture<ShardLoad> load() {
    return ask(shard -> shard.load().with(alarms.size(), messages.size() + turns.size()));
  }

  private void work(Turn turn) throws InterruptedException {
    running = Thread.currentThread();
    List<Consumer<PartitionShard>> batch = new ArrayList<>();
    long nextTick = clock.monotonicMillis();
    while (turn.running()) {
      turn.beat();
      Consumer<PartitionShard> first =
          turns.isEmpty() ? turn.poll(messages, TICK_MILLIS) : messages.poll();
      if (first != null) {
        batch.add(first);
        messages.drainTo(batch, 255);
        batch.forEach(this::run);
        batch.clear();
      }
      turns.run(TAKES_NANOS);
      long now = clock.monotonicMillis();
      if (now >= nextTick) {
        nextTick = now + TICK_MILLIS;
        run(PartitionShard::tick);
        ring(now);
      }
    }
    while (!turns.isEmpty()) {
      turns.run(TAKES_NANOS);
    }
  }

  private void ring(long nowMillis) {
    Alarm due = alarms.nextDue(nowMillis);
    while (due != null) {
      Runnable action = due.action;
      run(shard -> action.run());
      due = alarms.nextDue(nowMillis);
    }
  }

  private void run(Consumer<PartitionShard> message) {
    try {
      message.accept(shard);
    } catch (Throwable failure) {
      report(failure);
    }
  }

  private void report(Throwable failure) {
    try {
      failures.accept(failure);
    } catch (RuntimeException unreported) {
      // The thread goes on whatever happens to the report.
      failure.addSuppressed(unreported);
    }
  }
}
