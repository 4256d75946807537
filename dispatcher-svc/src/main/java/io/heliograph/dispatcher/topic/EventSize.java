package io.heliograph.dispatcher.topic;

import io.heliograph.kit.kafka.HubEvents;
import io.smallrye.config.ConfigMapping;

/** How large one event may be on Kafka. */
@ConfigMapping(prefix = "hub.events")
public interface EventSize extends HubEvents {}
