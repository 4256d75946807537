package io.heliograph.dispatcher.node;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.log.TopicView;
import io.heliograph.coordinator.subscription.QueueTopics;
import io.heliograph.coordinator.subscription.SubscriptionSpec;
import io.heliograph.dispatcher.topic.TopicCatalogue;
import io.heliograph.dispatcher.topic.TopicInfo;
import io.heliograph.event.Model;
import io.heliograph.event.Topics;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.Uuid;

/** The event topics of the cluster, and whose queues they feed. Thread-safe. */
final class EventTopics implements QueueTopics, TopicView {
  /** Clients choose sources and actions: more combinations are computed again. */
  private static final int REMEMBERED_MAX = 1_000;

  private record Wanted(Model model, List<String> sources, List<String> actions) {}

  private final Topics topics;
  private final Set<String> eventTopics = new HashSet<>();
  private final Map<Wanted, Set<String>> consumed = new ConcurrentHashMap<>();
  private volatile Map<String, Topic> view = Map.of();

  EventTopics(Topics topics, TopicCatalogue catalogue) {
    this.topics = topics;
    for (Model model : topics.models()) {
      eventTopics.addAll(topics.consumed(model, List.of(), List.of()));
    }
    eventTopics.add(topics.expedite());
    eventTopics.add(topics.error());
    catalogue.onChange(this::look);
  }

  private void look(Map<String, TopicInfo> snapshot) {
    Map<String, Topic> found = new HashMap<>();
    for (TopicInfo topic : snapshot.values()) {
      if (eventTopics.contains(topic.name())) {
        found.put(topic.name(), new Topic(topic.name(), plainId(topic.id()), topic.partitions()));
      }
    }
    view = Map.copyOf(found);
  }

  private static UUID plainId(Uuid id) {
    return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  @Override
  public Map<String, Topic> topics() {
    return view;
  }

  @Override
  public Set<Queue> queuesOf(SubscriptionSpec spec, String topic) {
    Set<Queue> queues = EnumSet.noneOf(Queue.class);
    if (topic.equals(topics.expedite())) {
      queues.add(Queue.EXPEDITE);
    } else if (topic.equals(topics.error())) {
      queues.add(Queue.ERROR);
    } else if (consumedBy(spec).contains(topic)) {
      queues.add(Queue.LIVE);
      queues.add(Queue.HISTORIC);
    }
    queues.retainAll(spec.queues());
    return queues;
  }

  private Set<String> consumedBy(SubscriptionSpec spec) {
    if (consumed.size() >= REMEMBERED_MAX) {
      consumed.clear();
    }
    return consumed.computeIfAbsent(
        new Wanted(spec.model(), spec.sources(), spec.actions()),
        key -> Set.copyOf(topics.consumed(key.model, key.sources, key.actions)));
  }
}
