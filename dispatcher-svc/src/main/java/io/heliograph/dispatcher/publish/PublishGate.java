package io.heliograph.dispatcher.publish;

import io.heliograph.event.Model;

/** Says whether events of a model can be taken at the moment. Thread-safe; never blocks. */
public interface PublishGate {
  /**
   * Lets a request pass, whose body has not been read.
   *
   * @throws io.heliograph.dispatcher.error.HubException when it is to be refused, and how
   */
  void pass(Model model);
}
