package io.heliograph.kit.kafka;

import io.heliograph.event.TopicSpec;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * How an existing topic differs from what is wanted.
 *
 * @param topic its name
 * @param config wanted settings that it does not have
 * @param partitionsWanted how many partitions it should grow to; 0 when it has enough
 * @param replicasDiffer whether its replication factor is another: only an operator can change that
 */
record TopicDrift(
    String topic, Map<String, String> config, int partitionsWanted, boolean replicasDiffer) {

  TopicDrift {
    config = Map.copyOf(config);
  }

  /** The difference, or nothing when the topic is as wanted or better (more partitions). */
  static Optional<TopicDrift> between(TopicSpec wanted, TopicDescription found, Config config) {
    Map<String, String> differing = new TreeMap<>();
    wanted
        .config()
        .forEach(
            (name, value) -> {
              ConfigEntry entry = config.get(name);
              if (entry == null || !value.equals(entry.value())) {
                differing.put(name, value);
              }
            });
    int partitions = found.partitions().size();
    int partitionsWanted = partitions < wanted.partitions() ? wanted.partitions() : 0;
    boolean replicasDiffer =
        found.partitions().getFirst().replicas().size() != wanted.replicationFactor();
    return differing.isEmpty() && partitionsWanted == 0 && !replicasDiffer
        ? Optional.empty()
        : Optional.of(new TopicDrift(wanted.name(), differing, partitionsWanted, replicasDiffer));
  }

  /** Whether anything of it can be changed: a replication factor cannot, but by an operator. */
  boolean repairable() {
    return !config.isEmpty() || partitionsWanted > 0;
  }

  /** One line for an operator. */
  String describe() {
    return "topic="
        + topic
        + " wantedConfig="
        + config
        + (partitionsWanted > 0 ? " wantedPartitions=" + partitionsWanted : "")
        + (replicasDiffer ? " replicationFactorDiffers" : "");
  }
}
