package io.heliograph.event.source;

import java.time.Duration;
import java.util.Map;

/**
 * A declared source.
 *
 * @param id part of topic names
 * @param expiresAfter zero when its events never expire
 * @param partitions of its topics; 0 for the default
 * @param replicationFactor of its topics; 0 for the default
 * @param config further settings of its topics
 */
public record Source(
    String id,
    String description,
    Duration expiresAfter,
    int partitions,
    int replicationFactor,
    Map<String, String> config) {
  public Source {
    config = Map.copyOf(config);
  }

  /** Whether events of this source expire. */
  public boolean expires() {
    return !expiresAfter.isZero();
  }
}
