package io.heliograph.dispatcher.topic;

import io.heliograph.kit.kafka.HubTopics;
import io.smallrye.config.ConfigMapping;

/** The topics of the hub. Contract: dispatcher.md part 1 row 3. */
@ConfigMapping(prefix = "hub.topics")
public interface TopicSettings extends HubTopics {}
