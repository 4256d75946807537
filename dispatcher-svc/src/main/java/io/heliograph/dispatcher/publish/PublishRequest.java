package io.heliograph.dispatcher.publish;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.event.Model;
import io.heliograph.event.Topics;
import io.heliograph.event.source.Sources;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/**
 * The query of a publish request (contract dispatcher.md part 2, section 1.1). Only the exact texts
 * {@code true} and {@code 1} are true here; everything else is silently false.
 *
 * @param model the kind of the events
 * @param sync whether the answer waits for Kafka
 * @param includeOk whether the answer shows the accepted events
 * @param avro whether the body is bulk Avro
 * @param provenance where events come from that are published on behalf of others; empty when they
 *     are not
 */
record PublishRequest(
    Model model, boolean sync, boolean includeOk, boolean avro, String provenance) {

  /**
   * Reads the query.
   *
   * @param sources declare further models
   * @param header the header {@code Heliograph-Provenance}
   * @throws HubException 400 when the model is not known, or not shared between hubs
   */
  static PublishRequest of(Sources sources, MultiMap query, @Nullable String header) {
    String name = query.get("model");
    Model model =
        sources
            .model(name == null ? "" : name)
            .orElseThrow(
                () ->
                    new HubException(
                        ErrorCode.UNKNOWN_MODEL,
                        "not a registered model type: " + (name == null ? "" : name)));
    boolean avro = isTrue(query, "avro-format");
    String provenance = Provenance.checked(header);
    if (!provenance.isEmpty() && (avro || !Topics.hasSource(model))) {
      throw new HubException(
          ErrorCode.INVALID_REQUEST,
          "header "
              + Provenance.HEADER
              + (avro
                  ? ": the body must be JSON, not Avro"
                  : ": events of model " + model.wire() + " stay in their hub"));
    }
    return new PublishRequest(
        model, isTrue(query, "sync"), isTrue(query, "include_ok"), avro, provenance);
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
