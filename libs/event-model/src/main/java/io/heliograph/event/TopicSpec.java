package io.heliograph.event;

import java.util.Map;

/** A topic as it should be. */
public record TopicSpec(
    String name, int partitions, int replicationFactor, Map<String, String> config) {
  public TopicSpec {
    config = Map.copyOf(config);
  }
}
