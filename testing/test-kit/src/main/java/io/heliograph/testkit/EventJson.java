package io.heliograph.testkit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Valid events of every model, as a client writes them. Of any thread. */
public final class EventJson {
  private static final String FEED =
      "{\"name\":\"feed\",\"version\":\"1.0\",\"category\":\"plugin\"}";

  private static final String TESTING = "testing";

  private EventJson() {}

  /** Now: the source {@code testing} lets its events expire. */
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
  public static String binary(String sha256) {
    return binary(sha256, TESTING, "{}");
  }

  /** A sourced file of that source with those flags. */
  public static String binary(String sha256, String source, String flags) {
    return binary("sourced", source, sha256, List.of(sha256), flags);
  }

  /** A file event whose path has these files; the last step has the action, the others sourced. */
  public static String binary(
      String action, String source, String sha256, List<String> path, String flags) {
    String streams =
        switch (action) {
          case "enriched", "mapped" -> "";
          case "augmented" -> stream("content", sha256) + "," + stream("text", sha256);
          default -> stream("content", sha256);
        };
    return binary(action, sha256, source(source, action, path), streams, flags);
  }

  private static String binary(
      String action, String sha256, String source, String streams, String flags) {
    return ("{\"model_version\":6,\"timestamp\":\"%s\",\"author\":%s,\"source\":%s,"
            + "\"entity\":{\"sha256\":\"%s\",\"size\":4,\"features\":[],\"datastreams\":[%s]},"
            + "\"action\":\"%s\",\"flags\":%s}")
        .formatted(time(), FEED, source, sha256, streams, action, flags);
  }

  /** A file event that carries an info of so many characters. */
  public static String large(String sha256, int infoLength) {
    return binary(sha256)
        .replace("\"features\":[]", "\"info\":{\"text\":\"" + "x".repeat(infoLength) + "\"}");
  }

  /** An event without data. */
  public static String enriched(String sha256) {
    return binary("enriched", TESTING, sha256, Collections.nCopies(2, sha256), "{}");
  }

  /** An event that parses but is refused: enriched must not have data. */
  public static String enrichedWithData(String sha256) {
    String source = source(TESTING, "enriched", Collections.nCopies(2, sha256));
    return binary("enriched", sha256, source, stream("content", sha256), "{}");
  }

  /** A final status with these results, of a task that had that dequeued id. */
  public static String status(String dequeued, String input, String... results) {
    return ("{\"model_version\":6,\"timestamp\":\"%s\",\"author\":%s,\"entity\":{\"input\":%s,"
            + "\"status\":\"completed\",\"runtime\":1.5,\"results\":[%s]}}")
        .formatted(
            time(),
            FEED,
            input.substring(0, input.length() - 1) + ",\"dequeued\":\"" + dequeued + "\"}",
            String.join(",", results));
  }

  /** A plugin's registration. */
  public static String plugin(String name) {
    return ("{\"model_version\":6,\"timestamp\":\"%s\",\"author\":%s,"
            + "\"entity\":{\"name\":\"%s\",\"version\":\"1.0\"}}")
        .formatted(time(), FEED, name);
  }

  /** An insert of a child below that parent, extracted by {@code manual}. */
  public static String insert(String parent, String child) {
    return insert(parent, child, "extracted", TESTING, "by hand");
  }

  /**
   * An insert by the user {@code ann}.
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

  /** A deletion of that id. */
  public static String delete(String kafkaKey) {
    return ("{\"model_version\":6,\"timestamp\":\"%s\",\"author\":%s,\"action\":\"ids\","
            + "\"entity\":{\"reason\":\"test\",\"ids\":{\"ids\":[\"%s\"]}}}")
        .formatted(time(), FEED, kafkaKey);
  }

  /** A request to download that hash. */
  public static String download(String hash) {
    return ("{\"model_version\":6,\"timestamp\":\"%s\",\"author\":%s,\"source\":%s,"
            + "\"action\":\"requested\",\"entity\":{\"hash\":\"%s\"}}")
        .formatted(time(), FEED, source(TESTING, "sourced", List.of(hash)), hash);
  }

  /** A retrohunt. */
  public static String retrohunt(String id) {
    return ("{\"model_version\":6,\"timestamp\":\"%s\",\"author\":%s,\"action\":\"submitted\","
            + "\"entity\":{\"id\":\"%s\"},\"source\":{\"timestamp\":\"%s\"}}")
        .formatted(time(), FEED, id, time());
  }

  private static String source(String name, String action, List<String> path) {
    StringBuilder nodes = new StringBuilder();
    for (int i = 0; i < path.size(); i++) {
      nodes.append(i == 0 ? "" : ",");
      nodes.append(node(i == path.size() - 1 ? action : "sourced", path.get(i)));
    }
    return "{\"name\":\"%s\",\"timestamp\":\"%s\",\"references\":{\"r\":\"1\"},\"path\":[%s]}"
        .formatted(name, time(), nodes);
  }

  private static String node(String action, String sha256) {
    return "{\"author\":%s,\"action\":\"%s\",\"sha256\":\"%s\",\"timestamp\":\"%s\"}"
        .formatted(FEED, action, sha256, time());
  }

  private static String stream(String label, String sha256) {
    return ("{\"label\":\"%s\",\"size\":4,\"sha512\":\"\",\"sha256\":\"%s\",\"sha1\":\"\","
            + "\"md5\":\"\",\"mime\":\"text/plain\",\"magic\":\"ASCII text\"}")
        .formatted(label, sha256);
  }
}
