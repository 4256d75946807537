package io.heliograph.migration;

import java.io.Serial;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Under which key an event was copied, where that is not its former one: a tombstone has to find
 * it. Bounded: the oldest are forgotten. Used by the migrator's thread.
 */
final class KeyMapping {
  /** Where the event went. */
  record Target(String topic, String key) {}

  private final Map<String, Target> targets;

  /** Partitions of which everything before the present position was looked at. */
  private final Set<TopicPartition> complete = new HashSet<>();

  KeyMapping(int max) {
    targets =
        new LinkedHashMap<>() {
          @Serial private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Target> eldest) {
            return size() > max;
          }
        };
  }

  /** An event of that former key was copied there; the newest counts. */
  void put(String oldTopic, String formerKey, Target target) {
    String name = oldTopic + '/' + formerKey;
    targets.remove(name);
    if (!target.key.equals(formerKey)) {
      targets.put(name, target);
    }
  }

  Optional<Target> find(String oldTopic, String formerKey) {
    return Optional.ofNullable(targets.get(oldTopic + '/' + formerKey));
  }

  boolean isComplete(TopicPartition name) {
    return complete.contains(name);
  }

  void completed(TopicPartition name) {
    complete.add(name);
  }
}
