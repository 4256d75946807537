package io.heliograph.coordinator.state;

import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.log.TopicView;
import io.heliograph.coordinator.pause.Hold;
import io.heliograph.coordinator.pause.Pause;
import io.heliograph.coordinator.runtime.BusyException;
import io.heliograph.coordinator.runtime.Notices;
import io.heliograph.coordinator.runtime.Waits;
import io.heliograph.coordinator.shard.CoordinatorRuntime;
import io.heliograph.coordinator.subscription.QueueTopics;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.coordinator.subscription.SubscriptionDirectory;
import io.heliograph.coordinator.subscription.SubscriptionLimits;
import io.heliograph.coordinator.subscription.SubscriptionSpec;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows the subscriptions and begins new ones: the first fetch writes one record with the end of
 * every matching partition, taken in one listing of committed offsets, and goes on when that record
 * is durable and has been read back (architecture section 3). Thread-safe.
 */
public final class SubscriptionRegistry implements SubscriptionDirectory, StateListener {
  /** A partition that has not said by then where it ends has no leader. */
  private static final long END_WAIT_MILLIS = 3_000;

  /**
   * New subscriptions that come within it begin together: a listing and a transaction or two for
   * all of them, so that hundreds a second are no more work for Kafka than ten.
   */
  private static final long LISTING_INTERVAL_MILLIS = 100;

  private final LogEnds ends;
  private final TopicView topics;
  private final QueueTopics queueTopics;
  private final CoordinatorRuntime coordinator;
  private final CursorStore store;
  private final Pause pause;
  private final InstantSource clock;
  private final Notices notices;
  private final LastUses lastUses = new LastUses();
  private final Admission admission;
  private final Map<String, Subscription> known = new ConcurrentHashMap<>();

  private final ControlRecords controls;

  /** Subscriptions that were written here and have not been read back yet. */
  private final Set<Begun> begun = ConcurrentHashMap.newKeySet();

  private final Map<String, CompletableFuture<Subscription>> starting = new ConcurrentHashMap<>();

  /** Where the logs end, asked for all new subscriptions together. */
  private final CoalescedRequest<Map<PartitionId, CompletableFuture<Long>>> listings;

  private record Begun(String pluginKey, long epoch, CompletableFuture<Subscription> learned) {}

  /** What starting works with. */
  public record Parts(
      LogEnds ends,
      TopicView topics,
      QueueTopics queueTopics,
      CoordinatorRuntime coordinator,
      CursorStore store,
      Pause pause,
      SubscriptionLimits limits,
      InstantSource clock,
      Notices notices,
      LongSupplier monotonicMillis,
      Waits waits) {}

  public SubscriptionRegistry(Parts parts) {
    this.ends = parts.ends;
    this.topics = parts.topics;
    this.queueTopics = parts.queueTopics;
    this.coordinator = parts.coordinator;
    this.store = parts.store;
    this.pause = parts.pause;
    this.controls = new ControlRecords(parts.pause);
    this.admission = new Admission(parts.limits, lastUses);
    this.clock = parts.clock;
    this.notices = parts.notices;
    this.listings =
        new CoalescedRequest<>(
            LISTING_INTERVAL_MILLIS,
            parts.monotonicMillis,
            parts.waits::later,
            () -> ends.ends(LogEnds.partitions(topics.topics().values()), END_WAIT_MILLIS));
  }

  /** The subscriptions that are known, as they are now. */
  public List<Subscription> known() {
    return List.copyOf(known.values());
  }

  /** The keys of the subscriptions that are known, as they are now. */
  public List<String> keys() {
    return List.copyOf(known.keySet());
  }

  /** The subscription of that key, or null. */
  public @Nullable Subscription find(String pluginKey) {
    return known.get(pluginKey);
  }

  /** The subscriptions that were fetched here since. */
  public List<String> fetchedSince(long wallMillis) {
    return lastUses.since(wallMillis);
  }

  /** When each subscription was fetched last, as far as this replica knows. */
  LastUses lastUses() {
    return lastUses;
  }

  /** When it was fetched last as far as is known here, milliseconds since 1970; 0 when never. */
  public long lastFetchMillis(String pluginKey) {
    return Math.max(lastUses.of(pluginKey), lastUses.anywhere(pluginKey));
  }

  /** Whether there is a subscription of that key. */
  public boolean knows(String pluginKey) {
    return known.containsKey(pluginKey);
  }

  /**
   * What stands is what the log says, in its order, on every replica alike: of several that begin
   * the same subscription at the same time the highest epoch stands, of equal ones the first.
   */
  @Override
  public void learned(Subscription subscription) {
    Subscription standing =
        known.merge(
            subscription.pluginKey(),
            subscription,
            (former, later) -> later.epoch() > former.epoch() ? later : former);
    CompletableFuture<Void> put = coordinator.put(standing);
    begun.removeIf(
        one -> {
          boolean stands =
              one.pluginKey.equals(standing.pluginKey()) && one.epoch <= standing.epoch();
          if (stands) {
            put.thenRun(() -> one.learned.complete(standing));
          }
          return stands;
        });
  }

  @Override
  public void used(String pluginKey, long atMillis) {
    lastUses.learned(pluginKey, atMillis);
  }

  @Override
  public void forgotten(String pluginKey) {
    known.remove(pluginKey);
    lastUses.forget(pluginKey);
    admission.oneWent();
    coordinator.forget(pluginKey);
  }

  /** All plugins restart after a pause: what they had is forgotten (part 1 row 20). */
  @Override
  public void paused(long stampMillis) {
    controls.paused(
        stampMillis,
        () ->
            known()
                .forEach(
                    subscription -> {
                      if (subscription.spec().active()) {
                        forgotten(subscription.pluginKey());
                      }
                    }));
  }

  @Override
  public void held(Hold hold) {
    controls.held(hold);
  }

  /** Holds and restore pauses, as far as the log has been read. */
  ControlRecords controls() {
    return controls;
  }

  @Override
  public CompletableFuture<Subscription> ensure(SubscriptionSpec spec, boolean reset) {
    String pluginKey = spec.pluginKey();
    Subscription existing = known.get(pluginKey);
    if (existing != null) {
      usedAgain(existing, pluginKey);
      if (!reset) {
        return CompletableFuture.completedFuture(existing);
      }
    } else if (!starting.containsKey(pluginKey)) {
      try {
        admission.admit(pluginKey, spec.name(), known, clock.millis(), this::giveWay);
      } catch (BusyException full) {
        return CompletableFuture.failedFuture(full);
      }
      lastUses.used(pluginKey, clock.millis());
    }
    CompletableFuture<Subscription> mine = new CompletableFuture<>();
    CompletableFuture<Subscription> first = starting.putIfAbsent(pluginKey, mine);
    if (first != null) {
      return first;
    }
    start(spec, nextEpoch(existing))
        .whenComplete(
            (subscription, failure) -> {
              starting.remove(pluginKey);
              admission.began(pluginKey);
              if (failure == null) {
                mine.complete(subscription);
              } else {
                mine.completeExceptionally(failure);
              }
            });
    return mine;
  }

  /** The first time that one is fetched again is written: from then on it stays (row 29). */
  private void usedAgain(Subscription existing, String pluginKey) {
    boolean first = lastUses.anywhere(pluginKey) <= existing.createdMillis();
    long now = clock.millis();
    lastUses.used(pluginKey, now);
    if (first && now > existing.createdMillis()) {
      var unused = store.writeUse(pluginKey, now);
    }
  }

  private void giveWay(String other) {
    notices.done(
        "forgotten",
        () -> "subscription=" + other + " deleted: fetched once, gives way to a new one");
    lastUses.forget(other);
    forgotten(other);
    var unused = store.forget(other);
  }

  /** How many new subscriptions were refused. */
  public long refusedCount() {
    return admission.refusedCount();
  }

  /** Higher than that of any former subscription under the key, also of one that was forgotten. */
  private long nextEpoch(@Nullable Subscription existing) {
    return Math.max(existing == null ? 0 : existing.epoch() + 1, clock.millis());
  }

  private CompletableFuture<Subscription> start(SubscriptionSpec spec, long epoch) {
    List<TopicView.Topic> matching =
        topics.topics().values().stream()
            .filter(topic -> !queueTopics.queuesOf(spec, topic.name()).isEmpty())
            .toList();
    return listings
        .ask()
        .thenCompose(listing -> ends.ofTopics(matching, listing))
        .thenCompose(starts -> write(spec, epoch, starts));
  }

  private CompletableFuture<Subscription> write(
      SubscriptionSpec spec, long epoch, Map<UUID, long[]> starts) {
    boolean skipsHistory = spec.active() && pause.skipsHistory();
    Subscription subscription = new Subscription(spec, epoch, clock.millis(), starts, skipsHistory);
    Begun one = new Begun(spec.pluginKey(), epoch, new CompletableFuture<>());
    begun.add(one);
    return store
        .write(subscription)
        .whenComplete(
            (written, failure) -> {
              if (failure != null) {
                begun.remove(one);
              }
            })
        .thenCompose(written -> one.learned);
  }
}
