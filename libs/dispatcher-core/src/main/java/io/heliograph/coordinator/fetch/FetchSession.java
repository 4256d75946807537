package io.heliograph.coordinator.fetch;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.runtime.BusyException;
import io.heliograph.coordinator.runtime.BusyException.Reason;
import io.heliograph.coordinator.shard.PartitionEventLoop;
import io.heliograph.coordinator.shard.PartitionEventLoop.Alarm;
import io.heliograph.coordinator.subscription.Subscription;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One fetch: asks event loops and other replicas queue by queue, in strict precedence (D5), until
 * the answer is full or the deadline has passed; in between it sleeps until it is woken. After
 * every slice it begins again with the highest queue. Its fields belong to its home event loop;
 * what other event loops answer comes back there.
 *
 * <p>However it ends, also when one of its steps throws: its outcome is complete, its alarm is off,
 * its waker is not referenced any more, what it took is settled and its bytes are given back, once.
 */
final class FetchSession implements EventSource.RunningFetch {
  /** With a deadline of zero: how long to wait for history that has to be loaded first. */
  private static final long LOADING_GRACE_MILLIS = 500;

  /** How long a subscription may take to be made, when the deadline comes before. */
  private static final long START_MILLIS_MAX = 30_000;

  /** How long to wait until other answers have been written, before there is room for this one. */
  private static final long NO_ROOM_MILLIS = 20;

  private enum State {
    /** Its subscription is being looked up or made. */
    STARTING,
    /** A target has been asked and has not answered yet. */
    ASKING,
    /** Waits for a wake or the alarm. */
    RESTING,
    /** Its outcome is complete, or becomes so in this step. */
    OVER
  }

  private final Fetches fetches;
  final FetchOrder order;
  final long batch;
  private final PartitionEventLoop home;
  private final Alarm alarm = new Alarm(() -> step(this::rung));
  private final CompletableFuture<FetchedBatch> outcome = new CompletableFuture<>();
  final FetchAccumulator collected;
  final List<Queue> queues;
  private final Handout handout;
  private final Supplier<List<EventProvider>> others;
  private final AtomicBoolean wakeWaits = new AtomicBoolean();
  private @Nullable Subscription subscription;
  private long deadlineMillis;
  private State state = State.STARTING;

  /** A provider may have new events since the round began. */
  private boolean woken;

  /** The client is gone: the step under way is the last. */
  private boolean cancelled;

  FetchSession(Fetches fetches, FetchOrder order, long batch) {
    this.fetches = fetches;
    this.order = order;
    this.batch = batch;
    this.handout = new Handout(fetches, order, batch, () -> fetches.over(this));
    this.collected = handout.collected;
    this.home = fetches.coordinator.nextHome();
    this.queues = order.queues();
    this.others = fetches.others(order);
  }

  @Override
  public CompletionStage<FetchedBatch> batch() {
    return outcome;
  }

  /** Begins; called once, on any thread. */
  void start() {
    deadlineMillis = fetches.clock.monotonicMillis() + Math.max(0, order.deadlineMillis());
    execute(this::lookUp);
  }

  private void lookUp() {
    if (state == State.OVER) {
      return;
    }
    if (paused()) {
      finish();
      return;
    }
    home.set(alarm, Math.max(deadlineMillis, fetches.clock.monotonicMillis() + START_MILLIS_MAX));
    fetches
        .directory
        .ensure(order.subscription(), order.reset())
        .whenComplete((found, failure) -> execute(() -> lookedUp(found, failure)));
  }

  private void lookedUp(@Nullable Subscription found, @Nullable Throwable failure) {
    if (state != State.STARTING) {
      return;
    }
    if (found == null) {
      fail(failure == null ? new IllegalStateException("no subscription") : failure);
      return;
    }
    subscription = found;
    state = State.RESTING;
    round();
  }

  /** Runs a step of this fetch on its thread, now when called there. */
  void execute(Runnable step) {
    home.execute(shard -> step(step));
  }

  /** One that throws is the last. */
  private void step(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error failure) {
      fail(failure);
      throw failure;
    }
  }

  /** Whether this fetch gets nothing because plugins are paused. */
  private boolean paused() {
    return order.subscription().active() && fetches.stopsPlugins.getAsBoolean();
  }

  private void round() {
    if (state != State.RESTING) {
      return;
    }
    if (paused()) {
      finish();
      return;
    }
    state = State.ASKING;
    woken = false;
    new FetchRound(this, subscription(), fetches.targets(others)).begin();
  }

  /** All that the round could ask has answered, or there is no need to ask more. */
  void rounded() {
    if (hasEnough()) {
      finish();
    } else {
      rest();
    }
  }

  private void rest() {
    state = State.RESTING;
    long now = fetches.clock.monotonicMillis();
    boolean late = now >= deadlineMillis;
    if (collected.noRoom) {
      if (late || !collected.events.isEmpty()) {
        finish();
      } else {
        home.set(alarm, now + NO_ROOM_MILLIS);
      }
    } else if (!late) {
      home.set(alarm, deadlineMillis);
      if (collected.more || woken) {
        roundSoon();
      }
    } else if (order.deadlineMillis() > 0) {
      finish();
    } else if (collected.more) {
      roundSoon();
    } else if (collected.loading
        && collected.events.isEmpty()
        && now < deadlineMillis + LOADING_GRACE_MILLIS) {
      home.set(alarm, deadlineMillis + LOADING_GRACE_MILLIS);
      if (woken) {
        roundSoon();
      }
    } else {
      finish();
    }
  }

  /** After whoever waits for this thread now. */
  private void roundSoon() {
    home.post(shard -> step(this::round));
  }

  /** Whether there is nothing more to ask for. */
  boolean hasEnough() {
    return cancelled
        || collected.events.size() >= order.countMax()
        || collected.bytes >= order.bytesMax();
  }

  boolean isOver() {
    return state == State.OVER;
  }

  /** Room that was kept for what came too late. */
  void giveBack(long bytes) {
    fetches.pinned.unpin(bytes);
  }

  /** A provider has new events. On any thread; one message waits for however many. */
  void wakeSoon() {
    if (wakeWaits.compareAndSet(false, true)) {
      home.post(shard -> step(this::wake));
    }
  }

  private void wake() {
    wakeWaits.set(false);
    woken = true;
    round();
  }

  private void rung() {
    if (state == State.RESTING) {
      if (collected.noRoom) {
        round();
      } else {
        rest();
      }
    } else if (state == State.STARTING) {
      fail(new BusyException(Reason.UNAVAILABLE, "the subscription is still being created"));
    }
  }

  /** Answers with what there is by now. */
  void endNow() {
    execute(
        () -> {
          deadlineMillis = Math.min(deadlineMillis, fetches.clock.monotonicMillis());
          if (state == State.STARTING) {
            finish();
          } else if (state == State.RESTING) {
            rest();
          }
        });
  }

  @Override
  public void cancel() {
    execute(
        () -> {
          cancelled = true;
          // While a target is asked its answer has to come first: it may hold events.
          if (state != State.ASKING) {
            finish();
          }
        });
  }

  private void finish() {
    if (state == State.OVER) {
      return;
    }
    over();
    // What was taken before the group was lost may belong to another replica by now.
    if (cancelled || !collected.trusted()) {
      handout.release(false);
      outcome.cancel(false);
    } else if (paused()) {
      handout.release(false);
      outcome.complete(new PausedBatch());
    } else if (!outcome.complete(handout.answer(subscription))) {
      handout.release(false);
    }
  }

  /** The last step; what it took is free again. */
  void fail(Throwable failure) {
    over();
    handout.release(false);
    outcome.completeExceptionally(failure);
  }

  private void over() {
    state = State.OVER;
    home.cancel(alarm);
    Subscription current = subscription;
    if (current != null) {
      collected.asked.forEach(target -> target.forget(current, batch));
    }
  }

  Subscription subscription() {
    if (subscription == null) {
      throw new IllegalStateException("the fetch has not begun");
    }
    return subscription;
  }
}
