package io.heliograph.dispatcher.owner;

import io.heliograph.dispatcher.cursor.MalformedRecordException;
import io.heliograph.dispatcher.subscription.Subscription;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Events of this replica's partitions for fetches that other replicas serve. They are reserved
 * until the other one settles them; when it is not heard of for {@link #RESERVED_MILLIS}, they are
 * ready again. Thread-safe.
 */
public final class Lending {
  /** How long a reservation stands without a sign of life of the replica that holds it. */
  public static final long RESERVED_MILLIS = 5_000;

  private final Fetches fetches;
  private final Function<String, @Nullable Subscription> subscriptions;
  private final FilterSource filters;
  private final AtomicLong nextBatch = new AtomicLong(-1);
  private final Map<String, Borrower> borrowers = new HashMap<>();

  /** What one process of another replica holds: its batches by their numbers there. */
  private static final class Borrower {
    final Map<Long, Long> batches = new HashMap<>();
    long seenMillis;
  }

  public Lending(
      Fetches fetches,
      Function<String, @Nullable Subscription> subscriptions,
      FilterSource filters) {
    this.fetches = fetches;
    this.subscriptions = subscriptions;
    this.filters = filters;
  }

  /**
   * Takes events for a fetch of that process.
   *
   * @throws MalformedRecordException when the order cannot be read
   */
  public CompletableFuture<byte[]> take(String process, byte[] bytes)
      throws MalformedRecordException {
    TakeCodec.Order order = TakeCodec.decodeOrder(bytes);
    Subscription subscription = subscriptions.apply(order.pluginKey());
    if (subscription == null || subscription.epoch() != order.epoch()) {
      return CompletableFuture.completedFuture(TakeCodec.encode(new TakeResult()));
    }
    Take take =
        new Take(
            subscription,
            order.queue(),
            order.countMax(),
            order.bytesMax(),
            filters.of(subscription.spec(), order.query()),
            batchOf(process, order.batch()),
            subscription.spec().leases());
    return take(take, 0, new Collected())
        .thenApply(
            collected -> {
              fetches.pinned.unpin(collected.bytes);
              return TakeCodec.encode(result(order, collected));
            });
  }

  private CompletableFuture<Collected> take(Take take, int index, Collected collected) {
    List<TakeTarget> locals = fetches.locals();
    if (index == locals.size() || collected.events.size() == take.countMax()) {
      return CompletableFuture.completedFuture(collected);
    }
    TakeTarget target = locals.get(Math.floorMod(index + take.batch(), locals.size()));
    Take rest = take.without(collected.events.size(), collected.bytes);
    return target
        .take(rest, () -> {})
        .thenCompose(
            result -> {
              target.forget(take.subscription(), take.batch());
              collected.add(target, take.queue(), result);
              return take(take, index + 1, collected);
            });
  }

  private static TakeResult result(TakeCodec.Order order, Collected collected) {
    TakeResult result = new TakeResult();
    result.events.addAll(collected.events);
    result.filtered.putAll(collected.filtered);
    result.partitions = collected.partitions.getOrDefault(order.queue(), 0);
    result.more = collected.more;
    result.loading = collected.loading;
    result.noRoom = collected.noRoom && collected.events.isEmpty();
    return result;
  }

  private synchronized long batchOf(String process, long batch) {
    return borrower(process).batches.computeIfAbsent(batch, b -> nextBatch.getAndDecrement());
  }

  private Borrower borrower(String process) {
    Borrower borrower = borrowers.computeIfAbsent(process, name -> new Borrower());
    borrower.seenMillis = fetches.clock.monotonicMillis();
    return borrower;
  }

  /** A sign of life: what that process holds stays reserved. */
  public synchronized void heardOf(String process) {
    Borrower borrower = borrowers.get(process);
    if (borrower != null) {
      borrower.seenMillis = fetches.clock.monotonicMillis();
    }
  }

  /** That process says what became of a batch; one that is not known is over already. */
  public void settle(String process, long batch, Settlement settlement) {
    Long ours;
    synchronized (this) {
      Borrower borrower = borrower(process);
      ours =
          settlement == Settlement.ANSWERED_UNTIL_CONFIRMED
              ? borrower.batches.get(batch)
              : borrower.batches.remove(batch);
    }
    if (ours != null) {
      fetches.locals().forEach(target -> target.settle(ours, settlement));
    }
  }

  /** Ends the reservations of processes that have not been heard of. To be called every second. */
  public synchronized void expire() {
    long limit = fetches.clock.monotonicMillis() - RESERVED_MILLIS;
    for (Iterator<Borrower> all = borrowers.values().iterator(); all.hasNext(); ) {
      Borrower borrower = all.next();
      if (borrower.seenMillis < limit) {
        for (long batch : borrower.batches.values()) {
          fetches.locals().forEach(target -> target.settle(batch, Settlement.FAILED));
        }
        all.remove();
      }
    }
  }
}
