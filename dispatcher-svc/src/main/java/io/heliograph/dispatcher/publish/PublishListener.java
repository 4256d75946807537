package io.heliograph.dispatcher.publish;

import io.heliograph.event.PreparedEvent;
import java.util.List;

/**
 * Is told what Kafka has confirmed, after the client has its answer. Called on the threads that
 * work on bodies; what it throws is logged and changes nothing.
 */
public interface PublishListener {
  /** Whether it wants to be told at all. */
  boolean isOn();

  /**
   * All events of one request are on every in-sync replica.
   *
   * @param events a status is followed by its results
   */
  void published(List<PreparedEvent> events);
}
