package io.heliograph.dispatcher;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Valid events of every model, as a client writes them. */
public final class EventJson {
  private static final String AUTHOR =
      "{\"name\":\"feed\",\"version\":\"1.0\",\"category\":\"plugin\"}";

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
    return binary(sha256, "testing", "{}");
  }

  /** A sourced file of that source with those flags. */
  public static String binary(String sha256, String source, String flags) {
    return binary(sha256, source, "sourced", flags, streams(sha256));
  }

  /** A file event that carries an info of so many characters. */
  public static String large(String sha256, int infoLength) {
    return binary(sha256)
        .replace("\"features\":[]", "\"info\":{\"text\":\"" + "x".repeat(infoLength) + "\"}");
  }

  /** An event that parses but is refused: enriched must not have data. */
  public static String enrichedWithData(String sha256) {
    return binary(sha256, "testing", "enriched", "{}", streams(sha256));
  }

  /** An event without data. */
  public static String enriched(String sha256) {
    return binary(sha256, "testing", "enriched", "{}", "[]");
  }

  private static String binary(
      String sha256, String source, String action, String flags, String streams) {
    return ("{\"model_version\":6,\"timestamp\":\"%s\",\"author\":%s,\"source\":%s,"
            + "\"entity\":{\"sha256\":\"%s\",\"size\":4,\"features\":[],\"datastreams\":%s},"
            + "\"action\":\"%s\",\"flags\":%s}")
        .formatted(time(), AUTHOR, source(source, action, sha256), sha256, streams, action, flags);
  }

  /** A final status with these results, of a task that had that dequeued id. */
  public static String status(String dequeued, String input, String... results) {
    return ("{\"model_version\":6,\"timestamp\":\"%s\",\"author\":%s,\"entity\":{\"input\":%s,"
            + "\"status\":\"completed\",\"runtime\":1.5,\"results\":[%s]}}")
        .formatted(
            time(),
            AUTHOR,
            input.substring(0, input.length() - 1) + ",\"dequeued\":\"" + dequeued + "\"}",
            String.join(",", results));
  }

  /** A plugin's registration. */
  public static String plugin(String name) {
    return ("{\"model_version\":6,\"timestamp\":\"%s\",\"author\":%s,"
            + "\"entity\":{\"name\":\"%s\",\"version\":\"1.0\"}}")
        .formatted(time(), AUTHOR, name);
  }

  /** An insert of a child below that parent. */
  public static String insert(String parent, String child) {
    return ("{\"model_version\":6,\"timestamp\":\"%s\",\"author\":%s,\"entity\":{"
            + "\"original_source\":\"testing\",\"parent_sha256\":\"%s\","
            + "\"child\":{\"sha256\":\"%s\",\"datastreams\":%s},\"child_history\":%s}}")
        .formatted(time(), AUTHOR, parent, child, streams(child), node("extracted", child));
  }

  /** A deletion of that id. */
  public static String delete(String kafkaKey) {
    return ("{\"model_version\":6,\"timestamp\":\"%s\",\"author\":%s,\"action\":\"ids\","
            + "\"entity\":{\"reason\":\"test\",\"ids\":{\"ids\":[\"%s\"]}}}")
        .formatted(time(), AUTHOR, kafkaKey);
  }

  /** A request to download that hash. */
  public static String download(String hash) {
    return ("{\"model_version\":6,\"timestamp\":\"%s\",\"author\":%s,\"source\":%s,"
            + "\"action\":\"requested\",\"entity\":{\"hash\":\"%s\"}}")
        .formatted(time(), AUTHOR, source("testing", "sourced", hash), hash);
  }

  /** A retrohunt. */
  public static String retrohunt(String id) {
    return ("{\"model_version\":6,\"timestamp\":\"%s\",\"author\":%s,\"action\":\"submitted\","
            + "\"entity\":{\"id\":\"%s\"},\"source\":{\"timestamp\":\"%s\"}}")
        .formatted(time(), AUTHOR, id, time());
  }

  private static String source(String name, String action, String sha256) {
    String root = action.equals("sourced") ? "" : node("sourced", sha256) + ",";
    return "{\"name\":\"%s\",\"timestamp\":\"%s\",\"references\":{\"r\":\"1\"},\"path\":[%s]}"
        .formatted(name, time(), root + node(action, sha256));
  }

  private static String node(String action, String sha256) {
    return "{\"author\":%s,\"action\":\"%s\",\"sha256\":\"%s\",\"timestamp\":\"%s\"}"
        .formatted(AUTHOR, action, sha256, time());
  }

  private static String streams(String sha256) {
    return ("[{\"label\":\"content\",\"size\":4,\"sha512\":\"\",\"sha256\":\"%s\",\"sha1\":\"\","
            + "\"md5\":\"\",\"mime\":\"text/plain\",\"magic\":\"ASCII text\"}]")
        .formatted(sha256);
  }
}
