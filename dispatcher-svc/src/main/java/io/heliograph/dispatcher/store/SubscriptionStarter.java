package io.heliograph.dispatcher.store;

import io.heliograph.dispatcher.log.TopicView;
import io.heliograph.dispatcher.owner.Owners;
import io.heliograph.dispatcher.subscription.QueueTopics;
import io.heliograph.dispatcher.subscription.Subscription;
import io.heliograph.dispatcher.subscription.SubscriptionDirectory;
import io.heliograph.dispatcher.subscription.SubscriptionSpec;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Knows the subscriptions and begins new ones: the first fetch writes one record with the end of
 * every matching partition, taken in one listing of committed offsets, and goes on when that record
 * is durable (architecture section 3). Thread-safe.
 */
public final class SubscriptionStarter implements SubscriptionDirectory {
  private final Admin admin;
  private final TopicView topics;
  private final QueueTopics queueTopics;
  private final Owners owners;
  private final CursorStore store;
  private final InstantSource clock;
  private final Map<String, Subscription> known = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Subscription>> starting = new ConcurrentHashMap<>();

  /** What starting works with. */
  public record Parts(
      Admin admin,
      TopicView topics,
      QueueTopics queueTopics,
      Owners owners,
      CursorStore store,
      InstantSource clock) {}

  public SubscriptionStarter(Parts parts) {
    this.admin = parts.admin;
    this.topics = parts.topics;
    this.queueTopics = parts.queueTopics;
    this.owners = parts.owners;
    this.store = parts.store;
    this.clock = parts.clock;
  }

  /** The subscriptions that are known. */
  public Iterable<Subscription> known() {
    return known.values();
  }

  /** A subscription record was read back, ours or another replica's. */
  public void learned(Subscription subscription) {
    known.merge(
        subscription.pluginKey(),
        subscription,
        (former, later) -> later.epoch() >= former.epoch() ? later : former);
    owners.put(subscription);
  }

  @Override
  public CompletableFuture<Subscription> ensure(SubscriptionSpec spec, boolean reset) {
    String pluginKey = spec.pluginKey();
    Subscription existing = known.get(pluginKey);
    if (existing != null && !reset) {
      return CompletableFuture.completedFuture(existing);
    }
    CompletableFuture<Subscription> mine = new CompletableFuture<>();
    CompletableFuture<Subscription> first = starting.putIfAbsent(pluginKey, mine);
    if (first != null) {
      return first;
    }
    start(spec, existing == null ? 1 : existing.epoch() + 1)
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

  private CompletableFuture<Subscription> start(SubscriptionSpec spec, long epoch) {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    Map<String, TopicView.Topic> matching = new HashMap<>();
    for (TopicView.Topic topic : topics.topics().values()) {
      if (!queueTopics.queuesOf(spec, topic.name()).isEmpty()) {
        matching.put(topic.name(), topic);
        for (int partition = 0; partition < topic.partitions(); partition++) {
          wanted.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
        }
      }
    }
    return admin
        .listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
        .all()
        .toCompletionStage()
        .toCompletableFuture()
        .thenCompose(ends -> write(spec, epoch, matching, ends));
  }

  private CompletableFuture<Subscription> write(
      SubscriptionSpec spec,
      long epoch,
      Map<String, TopicView.Topic> matching,
      Map<TopicPartition, ListOffsetsResultInfo> ends) {
    Map<UUID, long[]> starts = new HashMap<>();
    matching.forEach((name, topic) -> starts.put(topic.id(), new long[topic.partitions()]));
    ends.forEach(
        (name, end) ->
            starts.get(matching.get(name.topic()).id())[name.partition()] = end.offset());
    Subscription subscription = new Subscription(spec, epoch, clock.millis(), starts);
    return store
        .write(subscription)
        .thenCompose(
            written -> {
              known.put(subscription.pluginKey(), subscription);
              return owners.put(subscription);
            })
        .thenApply(put -> subscription);
  }
}
