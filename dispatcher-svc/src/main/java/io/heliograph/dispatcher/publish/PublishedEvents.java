package io.heliograph.dispatcher.publish;

import io.heliograph.event.PreparedEvent;
import java.util.List;

/** Is told what Kafka has confirmed. Called on Kafka's thread: must be quick. */
@FunctionalInterface
public interface PublishedEvents {
  /**
   * All events of one request are on every in-sync replica.
   *
   * @param events a status is followed by its results
   */
  void published(List<PreparedEvent> events);
}
