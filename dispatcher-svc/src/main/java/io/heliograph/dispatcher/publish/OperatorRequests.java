package io.heliograph.dispatcher.publish;

import io.heliograph.event.Model;
import io.heliograph.kit.http.Operators;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;

/**
 * What a publish request may ask only for operators: to delete events, and to pause plugins once it
 * is accepted (contract dispatcher.md part 1 row 20). Thread-safe.
 */
@Singleton
final class OperatorRequests {
  private final Operators operators;
  private final Event<PauseRequested> pause;

  OperatorRequests(Operators operators, Event<PauseRequested> pause) {
    this.operators = operators;
    this.pause = pause;
  }

  /**
   * Returns for requests that everybody may make, and for operators.
   *
   * @throws io.heliograph.kit.http.RefusedException 401 or 403 for others
   */
  void check(PublishRequest request, HttpServerRequest http) {
    if (request.model() == Model.DELETE || PublishRequest.asksForPause(http.params())) {
      operators.require(http);
    }
  }

  /** The request was accepted: pauses the plugins if it asks for that. */
  void accepted(MultiMap query) {
    if (PublishRequest.asksForPause(query)) {
      var unused = pause.fireAsync(new PauseRequested());
    }
  }
}
