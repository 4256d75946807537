package io.heliograph.coordinator.subscription;

import io.heliograph.coordinator.cursor.Queue;
import java.util.Set;

/** Says which of a subscription's queues a topic feeds. Thread-safe. */
@FunctionalInterface
public interface QueueTopics {
  /** The queues of that spec which the topic feeds; empty when it feeds none. */
  Set<Queue> queuesOf(SubscriptionSpec spec, String topic);
}
