package io.heliograph.event;

import java.util.HashMap;
import java.util.Map;

/** A topic as it should be. */
public record TopicSpec(
    String name, int partitions, int replicationFactor, Map<String, String> config) {
  private static final String MESSAGE_BYTES_MAX = "max.message.bytes";

  public TopicSpec {
    config = Map.copyOf(config);
  }

  /**
   * The topic for records of up to that size, which a cluster's own default (1 MiB) may be below; a
   * size of its own is kept.
   */
  public TopicSpec sized(int recordBytesMax) {
    Map<String, String> sized = new HashMap<>(config);
    sized.putIfAbsent(MESSAGE_BYTES_MAX, Integer.toString(recordBytesMax));
    return new TopicSpec(name, partitions, replicationFactor, sized);
  }
}
