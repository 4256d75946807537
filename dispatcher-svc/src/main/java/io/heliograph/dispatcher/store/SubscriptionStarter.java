package io.heliograph.dispatcher.store;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.dispatcher.log.PartitionId;
import io.heliograph.dispatcher.log.TopicView;
import io.heliograph.dispatcher.owner.Owners;
import io.heliograph.dispatcher.pause.Pause;
import io.heliograph.dispatcher.subscription.QueueTopics;
import io.heliograph.dispatcher.subscription.Subscription;
import io.heliograph.dispatcher.subscription.SubscriptionDirectory;
import io.heliograph.dispatcher.subscription.SubscriptionSpec;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Knows the subscriptions and begins new ones: the first fetch writes one record with the end of
 * every matching partition, taken in one listing of committed offsets, and goes on when that record
 * is durable and has been read back (architecture section 3). Thread-safe.
 */
public final class SubscriptionStarter implements SubscriptionDirectory, StateListener {
  /** A partition that has not said by then where it ends has no leader. */
  private static final long END_WAIT_MILLIS = 3_000;

  private final Parts parts;
  private final LastUses lastUses = new LastUses();
  private final Map<String, Subscription> known = new ConcurrentHashMap<>();

  /** Of a pause; one that is read again does nothing. Touched by the state reader only. */
  private long newestStamp;

  private final Map<Long, CompletableFuture<Void>> pauses = new ConcurrentHashMap<>();

  /** Subscriptions that were written here and have not been read back yet. */
  private final Set<Begun> begun = ConcurrentHashMap.newKeySet();

  private final Map<String, CompletableFuture<Subscription>> starting = new ConcurrentHashMap<>();

  private record Begun(String pluginKey, long epoch, CompletableFuture<Subscription> learned) {}

  /** What starting works with. */
  public record Parts(
      LogEnds ends,
      TopicView topics,
      QueueTopics queueTopics,
      Owners owners,
      CursorStore store,
      Pause pause,
      InstantSource clock) {}

  public SubscriptionStarter(Parts parts) {
    this.parts = parts;
  }

  /** The subscriptions that are known, as they are now. */
  public List<Subscription> known() {
    return List.copyOf(known.values());
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
    CompletableFuture<Void> put = parts.owners.put(standing);
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
  public void forgotten(String pluginKey) {
    known.remove(pluginKey);
    parts.owners.forget(pluginKey);
  }

  /** All plugins start anew after a pause: what they had is forgotten (part 1 row 20). */
  @Override
  public void paused(long stampMillis) {
    if (stampMillis == 0 || stampMillis > newestStamp) {
      parts.pause.learned(stampMillis);
    }
    if (stampMillis > newestStamp) {
      newestStamp = stampMillis;
      known()
          .forEach(
              subscription -> {
                if (subscription.spec().active()) {
                  forgotten(subscription.pluginKey());
                }
              });
    }
    CompletableFuture<Void> waiter = pauses.remove(stampMillis);
    if (waiter != null) {
      waiter.complete(null);
    }
  }

  /** Completes when that stamp has been read back from the log. */
  CompletableFuture<Void> pauseApplied(long stampMillis) {
    return pauses.computeIfAbsent(stampMillis, stamp -> new CompletableFuture<>());
  }

  @Override
  public CompletableFuture<Subscription> ensure(SubscriptionSpec spec, boolean reset) {
    String pluginKey = spec.pluginKey();
    lastUses.used(pluginKey, parts.clock.millis());
    Subscription existing = known.get(pluginKey);
    if (existing != null && !reset) {
      return CompletableFuture.completedFuture(existing);
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
              if (failure == null) {
                mine.complete(subscription);
              } else {
                mine.completeExceptionally(failure);
              }
            });
    return mine;
  }

  /** Higher than that of any former subscription under the key, also of one that was forgotten. */
  private long nextEpoch(@Nullable Subscription existing) {
    return Math.max(existing == null ? 0 : existing.epoch() + 1, parts.clock.millis());
  }

  /**
   * Asks all matching partitions where they end. One that does not answer, since it has no leader,
   * keeps nobody from subscribing: nothing is written to it meanwhile, so what was last heard of it
   * counts; where nothing was, it begins at its beginning, so that nothing is missed.
   */
  private CompletableFuture<Subscription> start(SubscriptionSpec spec, long epoch) {
    List<PartitionId> wanted = new ArrayList<>();
    Map<UUID, long[]> starts = new HashMap<>();
    for (TopicView.Topic topic : parts.topics.topics().values()) {
      if (!parts.queueTopics.queuesOf(spec, topic.name()).isEmpty()) {
        starts.put(topic.id(), new long[topic.partitions()]);
        for (int partition = 0; partition < topic.partitions(); partition++) {
          wanted.add(new PartitionId(topic.name(), topic.id(), partition));
        }
      }
    }
    AtomicInteger silent = new AtomicInteger();
    List<CompletableFuture<Void>> known = new ArrayList<>();
    parts
        .ends
        .ends(wanted, END_WAIT_MILLIS)
        .forEach(
            (id, end) ->
                known.add(
                    end.exceptionally(
                            away -> {
                              silent.incrementAndGet();
                              return parts.ends.lastEnd(id);
                            })
                        .thenAccept(offset -> starts.get(id.topicId())[id.partition()] = offset)));
    return CompletableFuture.allOf(known.toArray(CompletableFuture[]::new))
        .thenCompose(
            all ->
                silent.get() > 0 && silent.get() == wanted.size()
                    ? CompletableFuture.failedFuture(
                        HubException.busy(ErrorCode.UNAVAILABLE, "Kafka does not answer"))
                    : write(spec, epoch, starts));
  }

  private CompletableFuture<Subscription> write(
      SubscriptionSpec spec, long epoch, Map<UUID, long[]> starts) {
    boolean skipsHistory = spec.active() && parts.pause.skipsHistory();
    Subscription subscription =
        new Subscription(spec, epoch, parts.clock.millis(), starts, skipsHistory);
    Begun one = new Begun(spec.pluginKey(), epoch, new CompletableFuture<>());
    begun.add(one);
    return parts
        .store
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
