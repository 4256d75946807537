package io.heliograph.dispatcher.owner;

import io.heliograph.dispatcher.cursor.Queue;
import io.heliograph.dispatcher.subscription.Subscription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One fetch: asks owners and other replicas queue by queue, in strict precedence (D5), until the
 * answer is full or the deadline has passed; in between it sleeps until somebody wakes it. After
 * every slice it begins again with the highest queue. Its fields belong to its home owner's thread;
 * what other owners answer comes back there.
 */
final class FetchSession implements EventSource.RunningFetch {
  /** With a deadline of zero: how long to wait for history that has to be loaded first. */
  private static final long LOADING_GRACE_MILLIS = 500;

  /** How long to wait until other answers have been written, before there is room for this one. */
  private static final long NO_ROOM_MILLIS = 20;

  private final Fetches fetches;
  private final FetchOrder order;
  private final long batch;
  private final OwnerThread home;
  private final CompletableFuture<FetchedBatch> outcome = new CompletableFuture<>();
  private final Collected collected = new Collected();
  private final List<Queue> queues = new ArrayList<>();

  private final Map<Peer, RemoteTarget> remotes = new HashMap<>();

  private @Nullable Subscription subscription;
  private List<TakeTarget> targets = List.of();
  private long deadlineMillis;
  private boolean asking;
  private boolean woken;
  private boolean over;

  FetchSession(Fetches fetches, FetchOrder order, long batch) {
    this.fetches = fetches;
    this.order = order;
    this.batch = batch;
    this.home = fetches.owners.nextHome();
    for (Queue queue : Queue.values()) {
      if (order.subscription().queues().contains(queue)) {
        queues.add(queue);
      }
    }
  }

  @Override
  public CompletionStage<FetchedBatch> batch() {
    return outcome;
  }

  void start() {
    if (paused()) {
      over = true;
      fetches.over(this);
      outcome.complete(new PausedBatch());
      return;
    }
    deadlineMillis = fetches.clock.monotonicMillis() + Math.max(0, order.deadlineMillis());
    fetches
        .directory
        .ensure(order.subscription(), order.reset())
        .whenComplete(
            (found, failure) ->
                home.execute(
                    core -> {
                      if (failure != null) {
                        over = true;
                        fetches.over(this);
                        outcome.completeExceptionally(failure);
                      } else {
                        begin(found);
                      }
                    }));
  }

  private void begin(Subscription found) {
    subscription = found;
    if (over) {
      return;
    }
    long left = deadlineMillis - fetches.clock.monotonicMillis();
    home.after(Math.max(0, left), this::deadline);
    round();
  }

  /** Whether this fetch gets nothing because plugins are paused. */
  private boolean paused() {
    return order.subscription().active() && fetches.stopsPlugins.getAsBoolean();
  }

  private void round() {
    if (asking || over) {
      return;
    }
    if (paused()) {
      finish();
      return;
    }
    asking = true;
    woken = false;
    collected.nextRound();
    targets = fetches.targets(remotes, order.query());
    ask(0, 0);
  }

  /**
   * Asks one target for one queue; the targets of a queue follow each other, then the next queue.
   */
  private void ask(int queueIndex, int targetIndex) {
    Subscription current = subscription;
    if (current == null) {
      return;
    }
    Queue queue = queues.get(queueIndex);
    // Starting with another target each time keeps any partition from being served last for ever.
    TakeTarget target = targets.get((int) ((targetIndex + batch) % targets.size()));
    if (!target.mayHave(current, queue)) {
      collected.passedOver(queue, target.hasPartitions(current, queue));
      next(queueIndex, targetIndex);
      return;
    }
    collected.asked.add(target);
    Take take =
        new Take(
            current,
            queue,
            order.countMax() - collected.events.size(),
            Math.max(1, order.bytesMax() - collected.bytes),
            order.filter(),
            batch,
            order.subscription().leases());
    target
        .take(take, () -> home.post(any -> wake()))
        .whenComplete(
            (result, failure) ->
                home.execute(
                    core -> {
                      if (failure != null) {
                        fail(failure);
                      } else {
                        collected.add(target, queue, result);
                        next(queueIndex, targetIndex);
                      }
                    }));
  }

  private void next(int queueIndex, int targetIndex) {
    if (over || full()) {
      asking = false;
      finish();
    } else if (collected.noRoom) {
      asking = false;
      rest();
    } else if (targetIndex + 1 < targets.size()) {
      ask(queueIndex, targetIndex + 1);
    } else if (!collected.more && queueIndex + 1 < queues.size()) {
      ask(queueIndex + 1, 0);
    } else {
      asking = false;
      rest();
    }
  }

  private void rest() {
    long now = fetches.clock.monotonicMillis();
    boolean late = now >= deadlineMillis;
    boolean grace =
        collected.loading
            && collected.events.isEmpty()
            && now < deadlineMillis + LOADING_GRACE_MILLIS;
    if (collected.noRoom) {
      if (late || !collected.events.isEmpty()) {
        finish();
      } else {
        home.after(NO_ROOM_MILLIS, this::wake);
      }
    } else if (late && order.deadlineMillis() <= 0 && (collected.more || grace)) {
      if (collected.more || woken) {
        home.post(core -> round());
      } else {
        home.after(LOADING_GRACE_MILLIS, this::deadline);
      }
    } else if (late) {
      finish();
    } else if (collected.more || woken) {
      home.post(core -> round());
    }
  }

  private boolean full() {
    return collected.events.size() >= order.countMax() || collected.bytes >= order.bytesMax();
  }

  private void wake() {
    woken = true;
    if (!asking) {
      round();
    }
  }

  private void deadline() {
    if (!asking && !over) {
      rest();
    }
  }

  /** Answers with what there is by now. */
  void endNow() {
    home.execute(
        core -> {
          deadlineMillis = Math.min(deadlineMillis, fetches.clock.monotonicMillis());
          deadline();
        });
  }

  @Override
  public void cancel() {
    home.execute(
        core -> {
          if (!over) {
            over = true;
            if (!asking) {
              finish();
            }
          }
        });
  }

  private void fail(Throwable failure) {
    asking = false;
    over = true;
    release(false);
    outcome.completeExceptionally(failure);
  }

  private void finish() {
    boolean cancelled = over;
    over = true;
    Subscription current = subscription;
    if (current != null) {
      collected.asked.forEach(target -> target.forget(current, batch));
    }
    // What was taken before we lost touch with the coordinator may be somebody else's by now.
    if (cancelled || !collected.trusted()) {
      release(false);
      outcome.cancel(false);
      return;
    }
    if (paused()) {
      release(false);
      outcome.complete(new PausedBatch());
      return;
    }
    Answer answer = new Answer(order, collected, this);
    if (!outcome.complete(answer)) {
      release(false);
    }
  }

  Subscription subscription() {
    if (subscription == null) {
      throw new IllegalStateException("the fetch has not begun");
    }
    return subscription;
  }

  String confirmation() {
    return order.commitByNextFetch() ? fetches.confirmation(batch) : "";
  }

  long wallMillis() {
    return fetches.clock.wallMillis();
  }

  /** Tells whoever holds the events what became of the answer. */
  void release(boolean written) {
    fetches.pinned.unpin(collected.bytes);
    boolean untilConfirmed = order.commitByNextFetch() && !order.subscription().leases();
    Settlement settlement =
        !written
            ? Settlement.FAILED
            : untilConfirmed ? Settlement.ANSWERED_UNTIL_CONFIRMED : Settlement.ANSWERED;
    collected.asked.forEach(target -> target.settle(batch, settlement));
    fetches.over(this);
  }
}
