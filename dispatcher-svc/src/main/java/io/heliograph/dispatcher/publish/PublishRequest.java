package io.heliograph.dispatcher.publish;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.event.Model;
import io.vertx.core.MultiMap;

/**
 * The query of a publish request (contract dispatcher.md part 2, section 1.1). Only the exact texts
 * {@code true} and {@code 1} are true here; everything else is silently false.
 *
 * @param model the kind of the events
 * @param sync whether the answer waits for Kafka
 * @param includeOk whether the answer shows the accepted events
 * @param avro whether the body is bulk Avro
 */
record PublishRequest(Model model, boolean sync, boolean includeOk, boolean avro) {

  /**
   * Reads the query.
   *
   * @throws HubException 400 when the model is not known
   */
  static PublishRequest of(MultiMap query) {
    String name = query.get("model");
    Model model =
        Model.fromWire(name == null ? "" : name)
            .orElseThrow(
                () ->
                    new HubException(
                        ErrorCode.UNKNOWN_MODEL,
                        "not a registered model type: " + (name == null ? "" : name)));
    return new PublishRequest(
        model, isTrue(query, "sync"), isTrue(query, "include_ok"), isTrue(query, "avro-format"));
  }

  /** Whether the plugins are to be paused when the request has been accepted. */
  static boolean asksForPause(MultiMap query) {
    return isTrue(query, "pause_plugins");
  }

  /** The 400 of a body without a byte. */
  static HubException emptyBody() {
    return new HubException(ErrorCode.EMPTY_REQUEST, "the body is empty");
  }

  private static boolean isTrue(MultiMap query, String name) {
    String value = query.get(name);
    return "true".equals(value) || "1".equals(value);
  }
}
