package io.heliograph.dispatcher.topic;

import io.heliograph.kit.kafka.HubEvents;
import io.smallrye.config.ConfigMapping;

/** The size of events. */
@ConfigMapping(prefix = "hub.events")
public interface EventSize extends HubEvents {
  /**
   * Maximum size of the record batch of one event; {@code event-bytes-max} and 64 KiB unless set.
   */
  default int recordBytesMax() {
    return eventBytesMax() + ENVELOPE_BYTES;
  }
}
