package io.heliograph.kit.kafka;

import io.smallrye.config.WithDefault;

/** How large one event may be on Kafka, under {@code hub.events}. */
public interface HubEvents {
  /** Room for key, headers and batch overhead beside the value. */
  int ENVELOPE_BYTES = 64 * 1024;

  /**
   * Maximum size of an event, as JSON. A larger event fails with that reason; a larger child is not
   * injected.
   */
  @WithDefault("3145728")
  int eventBytesMax();

  /** Maximum size of the record batch that such an event makes. */
  default int recordBytesMax() {
    return eventBytesMax() + ENVELOPE_BYTES;
  }
}
