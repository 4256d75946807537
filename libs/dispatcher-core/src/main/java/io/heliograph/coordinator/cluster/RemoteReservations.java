package io.heliograph.coordinator.cluster;

import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.fetch.LocalProviders;
import io.heliograph.coordinator.runtime.CoordinatorClock;
import io.heliograph.coordinator.shard.Settlement;
import io.heliograph.coordinator.shard.Take;
import io.heliograph.coordinator.shard.TakeResult;
import io.heliograph.coordinator.subscription.Subscription;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Events of this replica's partitions for fetches that other replicas serve. They are reserved
 * until the other one settles them; when it is not heard of for {@link #RESERVED_MILLIS}, they are
 * ready again. Thread-safe.
 */
public final class RemoteReservations {
  /** How long a reservation stands without a sign of life of the replica that holds it. */
  public static final long RESERVED_MILLIS = 5_000;

  /** How long what a process had settled is remembered after that. */
  private static final long FORGOTTEN_MILLIS = 60_000;

  private static final int SETTLED_MAX = 10_000;

  private final LocalProviders locals;
  private final CoordinatorClock clock;
  private final Function<String, @Nullable Subscription> subscriptions;
  private final FilterSource filters;
  private final AtomicLong nextBatch = new AtomicLong(-1);
  private final Map<String, ReservationHolder> holders = new HashMap<>();

  /**
   * What one process of another replica holds: by the batch there, the takes and their batches
   * here.
   */
  private static final class ReservationHolder {
    final Map<Long, Map<Integer, Long>> batches = new HashMap<>();

    /** What has been settled: an answer to it that was slow holds nothing. */
    final Map<Long, Boolean> settled =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > SETTLED_MAX;
          }
        };

    /** What waits for a confirmation; the core forgets it when its lease time ends. */
    final Map<Long, List<Long>> unconfirmed =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Long, List<Long>> eldest) {
            return size() > SETTLED_MAX;
          }
        };

    long seenMillis;

    /** Takes of it that have not been worked off. */
    int underWay;
  }

  public RemoteReservations(
      LocalProviders locals,
      CoordinatorClock clock,
      Function<String, @Nullable Subscription> subscriptions,
      FilterSource filters) {
    this.locals = locals;
    this.clock = clock;
    this.subscriptions = subscriptions;
    this.filters = filters;
  }

  /**
   * Takes events for a fetch of that process.
   *
   * @throws MalformedRecordException when the order cannot be read
   * @throws io.heliograph.coordinator.runtime.BusyException when too much waits for the event loops
   */
  public CompletableFuture<byte[]> take(String process, byte[] bytes)
      throws MalformedRecordException {
    TakeCodec.Order order = TakeCodec.decodeOrder(bytes);
    locals.require();
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
            batchOf(process, order),
            subscription.spec().leases());
    return locals
        .take(take)
        .handle(
            (result, failure) -> {
              boolean over = workedOff(process, order.batch());
              if (over || failure != null) {
                locals.settle(take.batch(), Settlement.FAILED);
              }
              if (failure != null) {
                throw new CompletionException(failure);
              }
              return TakeCodec.encode(over ? new TakeResult() : result);
            });
  }

  private synchronized long batchOf(String process, TakeCodec.Order order) {
    ReservationHolder holder = holder(process);
    holder.underWay++;
    return holder
        .batches
        .computeIfAbsent(order.batch(), batch -> new HashMap<>())
        .computeIfAbsent(order.take(), take -> nextBatch.getAndDecrement());
  }

  /**
   * A take was worked off. Whether its batch is over: then nothing of it is kept any more. That a
   * take ends here is no sign of life of who asked for it.
   */
  private synchronized boolean workedOff(String process, long batch) {
    ReservationHolder holder = holders.get(process);
    if (holder == null) {
      return true;
    }
    holder.underWay--;
    boolean settled = holder.settled.containsKey(batch);
    if (settled) {
      holder.batches.remove(batch);
    }
    return settled;
  }

  private ReservationHolder holder(String process) {
    ReservationHolder holder = holders.computeIfAbsent(process, name -> new ReservationHolder());
    holder.seenMillis = clock.monotonicMillis();
    return holder;
  }

  /** A sign of life: what that process holds stays reserved. */
  public synchronized void heardOf(String process) {
    ReservationHolder holder = holders.get(process);
    if (holder != null) {
      holder.seenMillis = clock.monotonicMillis();
    }
  }

  /**
   * That process says what became of a batch; one that is not known is over already.
   *
   * @param takes those whose answers it has: the events of others are ready again
   */
  public void settle(String process, long batch, Settlement settlement, List<Integer> takes) {
    Map<Integer, Long> ours;
    synchronized (this) {
      ReservationHolder holder = holder(process);
      Map<Integer, Long> held = holder.batches.remove(batch);
      ours = held == null ? Map.of() : held;
      holder.settled.put(batch, true);
      if (settlement == Settlement.ANSWERED_UNTIL_CONFIRMED) {
        holder.unconfirmed.put(batch, List.copyOf(ours.values()));
      } else if (settlement == Settlement.CONFIRMED) {
        holder
            .unconfirmed
            .getOrDefault(batch, List.of())
            .forEach(one -> locals.settle(one, settlement));
        holder.unconfirmed.remove(batch);
      }
    }
    ours.forEach(
        (take, one) -> locals.settle(one, takes.contains(take) ? settlement : Settlement.FAILED));
  }

  /** How many batches are held by others. */
  public synchronized int heldCount() {
    return holders.values().stream().mapToInt(holder -> holder.batches.size()).sum();
  }

  /** Ends the reservations of processes that have not been heard of. To be called every second. */
  public synchronized void expire() {
    long limit = clock.monotonicMillis() - RESERVED_MILLIS;
    for (Iterator<ReservationHolder> all = holders.values().iterator(); all.hasNext(); ) {
      ReservationHolder holder = all.next();
      if (holder.seenMillis < limit) {
        holder.batches.forEach(
            (batch, takes) -> {
              // A take of it that is still under way then meets that it is over.
              holder.settled.put(batch, true);
              takes.values().forEach(one -> locals.settle(one, Settlement.FAILED));
            });
        holder.batches.clear();
        if (holder.seenMillis < limit - FORGOTTEN_MILLIS && holder.underWay == 0) {
          all.remove();
        }
      }
    }
  }
}
