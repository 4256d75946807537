package io.heliograph.dispatcher.fetch;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** A valid binary event as JSON; each has a hash of its own. */
record BinaryText(
    String sha256,
    String source,
    String action,
    String author,
    int depth,
    String security,
    String streams,
    String flags) {

  /** Now: the source {@code testing} lets its events expire. */
  static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static BinaryText sourced() {
    byte[] hash = new byte[32];
    ThreadLocalRandom.current().nextBytes(hash);
    String sha256 = HexFormat.of().formatHex(hash);
    return new BinaryText(
        sha256, "testing", "sourced", "tester", 1, "", stream("content", 100, "text/plain"), "{}");
  }

  static String stream(String label, long size, String format) {
    return ("{\"label\":\"%s\",\"size\":%d,\"sha512\":\"\",\"sha256\":\"%s\",\"sha1\":\"\","
            + "\"md5\":\"\",\"mime\":\"\",\"magic\":\"\",\"file_format\":\"%s\"}")
        .formatted(label, size, "0".repeat(64), format);
  }

  BinaryText of(String otherSource, String otherAction) {
    return new BinaryText(
        sha256, otherSource, otherAction, author, depth, security, streams, flags);
  }

  BinaryText by(String otherAuthor) {
    return new BinaryText(sha256, source, action, otherAuthor, depth, security, streams, flags);
  }

  BinaryText deep(int otherDepth) {
    return new BinaryText(sha256, source, action, author, otherDepth, security, streams, flags);
  }

  BinaryText marked(String marking) {
    return new BinaryText(sha256, source, action, author, depth, marking, streams, flags);
  }

  BinaryText with(String... otherStreams) {
    String joined = String.join(",", otherStreams);
    return new BinaryText(sha256, source, action, author, depth, security, joined, flags);
  }

  BinaryText expedited() {
    return new BinaryText(
        sha256, source, action, author, depth, security, streams, "{\"expedite\":true}");
  }

  String json() {
    String authorJson = "{\"name\":\"" + author + "\"}";
    String root = node("sourced", authorJson);
    String path =
        String.join(",", Collections.nCopies(Math.max(0, depth - 1), root))
            + (depth > 1 ? "," : "")
            + node(action, authorJson);
    return ("{\"model_version\":6,\"timestamp\":\"%s\",\"author\":%s,\"action\":\"%s\","
            + "\"source\":{\"name\":\"%s\",\"timestamp\":\"%s\",\"path\":[%s]%s},"
            + "\"entity\":{\"sha256\":\"%s\",\"datastreams\":[%s]},\"flags\":%s}")
        .formatted(
            now(),
            authorJson,
            action,
            source,
            now(),
            path,
            security.isEmpty() ? "" : ",\"security\":\"" + security + "\"",
            sha256,
            streams,
            flags);
  }

  private String node(String nodeAction, String authorJson) {
    return "{\"author\":%s,\"action\":\"%s\",\"sha256\":\"%s\",\"timestamp\":\"%s\"}"
        .formatted(authorJson, nodeAction, sha256, now());
  }
}
