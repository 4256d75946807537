package io.heliograph.dispatcher.owner;

import io.heliograph.dispatcher.cursor.Queue;
import io.heliograph.dispatcher.subscription.Subscription;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One fetch: asks the owners queue by queue, in strict precedence (D5), until the answer is full or
 * the deadline has passed; in between it sleeps until an owner wakes it. After every slice it
 * begins again with the highest queue. Its fields belong to its home owner's thread; what other
 * owners answer comes back there.
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
  private final List<Taken> events = new ArrayList<>();
  private final Map<String, Integer> filtered = new HashMap<>();
  private final Map<Queue, Integer> partitions = new EnumMap<>(Queue.class);
  private final List<Queue> queues = new ArrayList<>();

  private @Nullable Subscription subscription;
  private long bytes;
  private long deadlineMillis;
  private boolean asking;
  private boolean woken;
  private boolean loading;
  private boolean more;
  private boolean noRoom;
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

  private void round() {
    if (asking || over) {
      return;
    }
    asking = true;
    woken = false;
    more = false;
    loading = false;
    noRoom = false;
    partitions.clear();
    ask(0, 0);
  }

  /** Asks one owner for one queue; the owners of a queue follow each other, then the next queue. */
  private void ask(int queueIndex, int ownerIndex) {
    Subscription current = subscription;
    if (current == null) {
      return;
    }
    List<OwnerThread> threads = fetches.owners.threads();
    Queue queue = queues.get(queueIndex);
    // Starting with another owner each time keeps any partition from being served last for ever.
    OwnerThread owner = threads.get((int) ((ownerIndex + batch) % threads.size()));
    Take take =
        new Take(
            current,
            queue,
            order.countMax() - events.size(),
            Math.max(1, order.bytesMax() - bytes),
            order.filter(),
            batch,
            order.subscription().leases());
    owner
        .ask(core -> take(core, take))
        .whenComplete(
            (result, failure) ->
                home.execute(
                    core -> {
                      if (failure != null) {
                        fail(failure);
                      } else {
                        took(queueIndex, ownerIndex, result);
                      }
                    }));
  }

  /** On an owner's thread: takes what there is memory for, and keeps no more of it than needed. */
  private TakeResult take(OwnerCore core, Take take) {
    long granted = fetches.pinned.reserve(take.bytesMax());
    if (granted == 0) {
      TakeResult none = new TakeResult();
      none.noRoom = true;
      return none;
    }
    long used = 0;
    try {
      TakeResult result = core.take(take.within(granted), () -> home.post(any -> wake()));
      used = result.bytes;
      return result;
    } finally {
      fetches.pinned.unpin(granted - used);
    }
  }

  private void took(int queueIndex, int ownerIndex, TakeResult result) {
    events.addAll(result.events);
    bytes += result.bytes;
    result.filtered.forEach((reason, count) -> filtered.merge(reason, count, Integer::sum));
    if (result.noRoom) {
      partitions.remove(queues.get(queueIndex));
    } else {
      partitions.merge(queues.get(queueIndex), result.partitions, Integer::sum);
    }
    loading |= result.loading;
    more |= result.more;
    noRoom |= result.noRoom;
    boolean lastOwner = ownerIndex + 1 == fetches.owners.threads().size();
    if (over || full()) {
      asking = false;
      finish();
    } else if (noRoom) {
      asking = false;
      rest();
    } else if (!lastOwner) {
      ask(queueIndex, ownerIndex + 1);
    } else if (!more && queueIndex + 1 < queues.size()) {
      ask(queueIndex + 1, 0);
    } else {
      asking = false;
      rest();
    }
  }

  private void rest() {
    long now = fetches.clock.monotonicMillis();
    boolean late = now >= deadlineMillis;
    boolean grace = loading && events.isEmpty() && now < deadlineMillis + LOADING_GRACE_MILLIS;
    if (noRoom) {
      if (late || !events.isEmpty()) {
        finish();
      } else {
        home.after(NO_ROOM_MILLIS, this::wake);
      }
    } else if (late && order.deadlineMillis() <= 0 && (more || grace)) {
      if (more || woken) {
        home.post(core -> round());
      } else {
        home.after(LOADING_GRACE_MILLIS, this::deadline);
      }
    } else if (late) {
      finish();
    } else if (more || woken) {
      home.post(core -> round());
    }
  }

  private boolean full() {
    return events.size() >= order.countMax() || bytes >= order.bytesMax();
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
      fetches.owners.threads().forEach(t -> t.execute(core -> core.forget(current, batch)));
    }
    // What was taken before we lost touch with the coordinator may be somebody else's by now.
    if (cancelled || !(events.isEmpty() || fetches.gate.open())) {
      release(false);
      outcome.cancel(false);
      return;
    }
    Answer answer = new Answer(order, events, filtered, partitions, this);
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

  /** Tells the owners what became of the answer. */
  void release(boolean written) {
    fetches.pinned.unpin(bytes);
    boolean untilConfirmed = order.commitByNextFetch() && !order.subscription().leases();
    for (OwnerThread thread : fetches.owners.threads()) {
      thread.execute(
          core -> {
            if (written) {
              core.answered(batch, untilConfirmed);
            } else {
              core.failed(batch);
            }
          });
    }
  }
}
