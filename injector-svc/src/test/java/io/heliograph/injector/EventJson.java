package io.heliograph.injector;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Events and inserts, as clients write them. */
public final class EventJson {
  /** The author of events. */
  public static final String FEED =
      "{\"name\":\"feed\",\"version\":\"1.0\",\"category\":\"plugin\"}";

  private EventJson() {}

  private static String time() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** A hash that no other test has. */
  public static String sha256() {
    byte[] bytes = new byte[32];
    ThreadLocalRandom.current().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** A sourced file of source {@code testing}. */
  public static String sourced(String sha256) {
    return binary("sourced", "testing", sha256, List.of(sha256), "{}");
  }

  /** A file event whose path has these files; the last step has the action, the others sourced. */
  public static String binary(
      String action, String source, String sha256, List<String> path, String flags) {
    List<String> nodes = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      nodes.add(node(FEED, i == path.size() - 1 ? action : "sourced", path.get(i)));
    }
    String streams =
        switch (action) {
          case "enriched", "mapped" -> "[]";
          case "augmented" -> "[" + stream("content", sha256) + "," + stream("text", sha256) + "]";
          default -> "[" + stream("content", sha256) + "]";
        };
    return ("{\"model_version\":6,\"timestamp\":\"%s\",\"author\":%s,\"source\":{\"name\":\"%s\","
            + "\"timestamp\":\"%s\",\"references\":{\"r\":\"1\"},\"path\":[%s]},"
            + "\"entity\":{\"sha256\":\"%s\",\"size\":4,\"features\":[],\"datastreams\":%s},"
            + "\"action\":\"%s\",\"flags\":%s}")
        .formatted(
            time(), FEED, source, time(), String.join(",", nodes), sha256, streams, action, flags);
  }

  private static String node(String author, String action, String sha256) {
    return "{\"author\":%s,\"action\":\"%s\",\"sha256\":\"%s\",\"timestamp\":\"%s\"}"
        .formatted(author, action, sha256, time());
  }

  private static String stream(String label, String sha256) {
    return ("{\"label\":\"%s\",\"size\":4,\"sha512\":\"\",\"sha256\":\"%s\",\"sha1\":\"\","
            + "\"md5\":\"\",\"mime\":\"text/plain\",\"magic\":\"ASCII text\"}")
        .formatted(label, sha256);
  }

  /** An insert of a child below that parent, extracted by {@code manual}. */
  public static String insert(String parent, String child) {
    return insert(parent, child, "extracted", "testing", "by hand");
  }

  /**
   * An insert.
   *
   * @param action of the child; it has a content stream whatever that is
   * @param relationship what the child's step says, to tell two forms of an insert apart
   */
  public static String insert(
      String parent, String child, String action, String originalSource, String relationship) {
    return ("{\"model_version\":6,\"timestamp\":\"%s\",\"author\":{\"name\":\"ann\","
            + "\"category\":\"user\"},\"entity\":{\"original_source\":\"%s\","
            + "\"parent_sha256\":\"%s\",\"child\":{\"sha256\":\"%s\",\"size\":4,"
            + "\"datastreams\":[%s]},\"child_history\":{\"author\":{\"name\":\"manual\","
            + "\"category\":\"user\"},\"action\":\"%s\",\"sha256\":\"%s\","
            + "\"timestamp\":\"%s\",\"relationship\":{\"how\":\"%s\"}}}}")
        .formatted(
            time(),
            originalSource,
            parent,
            child,
            stream("content", child),
            action,
            child,
            time(),
            relationship);
  }
}
