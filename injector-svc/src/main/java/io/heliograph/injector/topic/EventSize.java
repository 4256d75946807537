package io.heliograph.injector.topic;

import io.heliograph.kit.kafka.HubEvents;
import io.smallrye.config.ConfigMapping;

/** The size of events. */
@ConfigMapping(prefix = "hub.events")
public interface EventSize extends HubEvents {}
