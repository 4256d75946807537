package io.heliograph.dispatcher.topic;

import io.heliograph.event.TopicSpec;
import io.heliograph.event.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * The topics that must exist. Each is made for events of the configured size, since a cluster's own
 * default (1 MiB) is below ours.
 */
@ApplicationScoped
class RequiredTopics {
  private final List<TopicSpec> specs;

  RequiredTopics(Topics topics, EventSize size) {
    specs = topics.required().stream().map(spec -> spec.sized(size.recordBytesMax())).toList();
  }

  List<TopicSpec> specs() {
    return specs;
  }
}
