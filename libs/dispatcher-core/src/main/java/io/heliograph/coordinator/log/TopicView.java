package io.heliograph.coordinator.log;

import java.util.Map;
import java.util.UUID;

/** The topics of the cluster as last seen, at most ten seconds old. Thread-safe. */
public interface TopicView {
  /** A topic's incarnation and size. */
  record Topic(String name, UUID id, int partitions) {}

  /** The event topics by name. */
  Map<String, Topic> topics();
}
