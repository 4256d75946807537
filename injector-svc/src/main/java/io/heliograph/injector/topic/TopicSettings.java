package io.heliograph.injector.topic;

import io.heliograph.kit.kafka.HubTopics;
import io.smallrye.config.ConfigMapping;

/** The topics of the hub. */
@ConfigMapping(prefix = "hub.topics")
public interface TopicSettings extends HubTopics {}
