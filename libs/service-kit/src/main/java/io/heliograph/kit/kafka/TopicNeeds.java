package io.heliograph.kit.kafka;

import io.heliograph.event.TopicSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * The topics of a service and what it may do about them. Decides only: {@link TopicManager} acts.
 *
 * @param watched which topics are looked at, by name; those named below among them
 * @param own topics as this service declares them: it creates missing ones if it may
 * @param others topics that other services create, by name, with the number of partitions that they
 *     must have; 0 for any number
 * @param manage what may be done
 * @param drift whether own topics are compared with their declaration, and repaired if they may be
 */
public record TopicNeeds(
    Predicate<String> watched,
    List<TopicSpec> own,
    Map<String, Integer> others,
    HubTopics.Manage manage,
    boolean drift) {

  /** Copies what it is given. */
  public TopicNeeds {
    own = List.copyOf(own);
    others = Map.copyOf(others);
  }

  /** The names of own topics. */
  Set<String> ownNames() {
    return Set.copyOf(own.stream().map(TopicSpec::name).toList());
  }

  /** Own topics that are to be created now. */
  List<TopicSpec> toCreate(Set<String> present) {
    return manage == HubTopics.Manage.NONE
        ? List.of()
        : own.stream().filter(spec -> !present.contains(spec.name())).toList();
  }

  /** Topics that are absent, or not as they must be, in words; nothing when all exist. */
  List<String> missing(Map<String, TopicDescription> found) {
    List<String> missing = new ArrayList<>();
    for (TopicSpec spec : own) {
      if (!found.containsKey(spec.name())) {
        missing.add(spec.name());
      }
    }
    others.forEach(
        (name, partitions) -> {
          TopicDescription topic = found.get(name);
          if (topic == null) {
            missing.add(name);
          } else if (partitions > 0 && topic.partitions().size() != partitions) {
            missing.add(
                "%s with partitions=%d, has %d"
                    .formatted(name, partitions, topic.partitions().size()));
          }
        });
    return missing.stream().sorted().toList();
  }

  /** How own topics differ from their declaration. */
  List<TopicDrift> drifts(Map<String, TopicDescription> found, Map<String, Config> configs) {
    List<TopicDrift> drifts = new ArrayList<>();
    for (TopicSpec spec : own) {
      TopicDescription topic = found.get(spec.name());
      Config config = configs.get(spec.name());
      if (topic != null && config != null) {
        TopicDrift.between(spec, topic, config).ifPresent(drifts::add);
      }
    }
    return drifts;
  }

  /** Those differences that are to be repaired now. */
  List<TopicDrift> toRepair(List<TopicDrift> drifts) {
    return manage == HubTopics.Manage.UPDATE
        ? drifts.stream().filter(TopicDrift::repairable).toList()
        : List.of();
  }

  /** The partitions of own topics that were not there at the look before. */
  List<TopicPartition> added(
      Map<String, TopicDescription> before, Map<String, TopicDescription> now) {
    List<TopicPartition> added = new ArrayList<>();
    for (String name : ownNames()) {
      TopicDescription topic = now.get(name);
      if (topic != null) {
        TopicDescription known = before.get(name);
        boolean same = known != null && known.topicId().equals(topic.topicId());
        for (int i = same ? known.partitions().size() : 0; i < topic.partitions().size(); i++) {
          added.add(new TopicPartition(name, i));
        }
      }
    }
    return added;
  }
}
