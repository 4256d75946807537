package io.heliograph.injector.topic;

import io.heliograph.kit.kafka.HubTopics;
import io.smallrye.config.ConfigMapping;

/** How topics are named and kept. */
@ConfigMapping(prefix = "hub.topics")
public interface TopicSettings extends HubTopics {}
