package io.heliograph.dispatcher.topic;

import io.heliograph.event.TopicSpec;
import io.heliograph.event.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The topics that must exist. Each is made for events of the configured size, since a cluster's own
 * default (1 MiB) is below ours.
 */
@ApplicationScoped
class RequiredTopics {
  private static final String MESSAGE_BYTES_MAX = "max.message.bytes";

  private final List<TopicSpec> specs;

  RequiredTopics(Topics topics, EventSize size) {
    specs = topics.required().stream().map(spec -> sized(spec, size)).toList();
  }

  List<TopicSpec> specs() {
    return specs;
  }

  private static TopicSpec sized(TopicSpec spec, EventSize size) {
    Map<String, String> config = new HashMap<>(spec.config());
    config.putIfAbsent(MESSAGE_BYTES_MAX, Integer.toString(size.recordBytesMax()));
    return new TopicSpec(spec.name(), spec.partitions(), spec.replicationFactor(), config);
  }
}
