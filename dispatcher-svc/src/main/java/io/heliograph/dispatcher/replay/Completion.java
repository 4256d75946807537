package io.heliograph.dispatcher.replay;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What a plugin made of a file once.
 *
 * @param status the status event without its results
 * @param results the events that it brought
 * @param bytes what it takes of the cache
 */
record Completion(JsonObject status, List<JsonObject> results, long bytes) {
  Completion {
    results = List.copyOf(results);
  }

  double runtimeSeconds() {
    return status.getJsonObject("entity").getDouble("runtime", 0.0);
  }

  /** Nodes of the path that the file had when the work was done. */
  int inputDepth() {
    return pathOf(status.getJsonObject("entity").getJsonObject("input")).size();
  }

  static List<Object> pathOf(JsonObject event) {
    return event.getJsonObject("source").getJsonArray("path").stream().toList();
  }

  /** A content that a result refers to. */
  record Stream(String source, String label, String sha256) {}

  /** The contents of all results. */
  List<Stream> streams() {
    return results.stream()
        .flatMap(
            result ->
                result.getJsonObject("entity").getJsonArray("datastreams", new JsonArray()).stream()
                    .map(stream -> (JsonObject) stream)
                    .map(
                        stream ->
                            new Stream(
                                result.getJsonObject("source").getString("name"),
                                stream.getString("label"),
                                stream.getString("sha256"))))
        .distinct()
        .toList();
  }
}
