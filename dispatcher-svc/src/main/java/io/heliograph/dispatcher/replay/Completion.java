package io.heliograph.dispatcher.replay;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a plugin made of a file once, kept as bytes: parsed it takes many times as much.
 *
 * @param status the status event without its results
 * @param results the events that it brought
 * @param runtimeSeconds what it took the plugin
 * @param inputDepth nodes of the path that the file had when the work was done
 * @param streams the contents of all results
 */
record Completion(
    Buffer status,
    List<Buffer> results,
    double runtimeSeconds,
    int inputDepth,
    List<Stream> streams) {
  private static final int FIXED_BYTES = 512;

  Completion {
    results = List.copyOf(results);
    streams = List.copyOf(streams);
  }

  /**
   * A completion of stored events; each is parsed once, so that they can be again.
   *
   * @throws DecodeException when one of them is beyond what our parser reads
   */
  static Completion of(byte[] status, List<byte[]> results) {
    JsonObject entity = new JsonObject(Buffer.buffer(status)).getJsonObject("entity");
    Set<Stream> streams = new LinkedHashSet<>();
    List<Buffer> kept = new ArrayList<>(results.size());
    for (byte[] result : results) {
      Buffer json = Buffer.buffer(result);
      streams.addAll(streams(new JsonObject(json)));
      kept.add(json);
    }
    return new Completion(
        Buffer.buffer(status),
        kept,
        entity.getDouble("runtime", 0.0),
        pathOf(entity.getJsonObject("input")).size(),
        List.copyOf(streams));
  }

  /** What it takes of the cache. */
  long bytes() {
    long bytes = FIXED_BYTES + status.length() + (long) FIXED_BYTES * streams.size();
    for (Buffer result : results) {
      bytes += FIXED_BYTES + result.length();
    }
    return bytes;
  }

  static List<Object> pathOf(JsonObject event) {
    return event.getJsonObject("source").getJsonArray("path").stream().toList();
  }

  /** A content that a result refers to. */
  record Stream(String source, String label, String sha256) {}

  private static List<Stream> streams(JsonObject result) {
    String source = result.getJsonObject("source").getString("name");
    return result.getJsonObject("entity").getJsonArray("datastreams", new JsonArray()).stream()
        .map(stream -> (JsonObject) stream)
        .map(stream -> new Stream(source, stream.getString("label"), stream.getString("sha256")))
        .toList();
  }
}
