package io.heliograph.event.publish;

import io.heliograph.event.Model;
import io.heliograph.event.json.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The key of an event (contract dispatcher.md part 2 section 4.9); a key sent by a client never
 * counts.
 */
final class KafkaKey {
  private static final int SECONDS_LENGTH = 19;
  private static final int RANDOM_BYTES = 32;

  private KafkaKey() {}

  /**
   * @param random for models whose events have no identity of their own
   */
  static String of(Model model, Node event, RandomGenerator random) {
    return switch (model) {
      case Model.Builtin.BINARY -> Md5.hex(binary(event));
      case Model.Builtin.STATUS ->
          Md5.hex(
              event.record("entity").record("input").text("dequeued")
                  + '.'
                  + event.record("author").text("name"));
      case Model.Builtin.PLUGIN ->
          Md5.hex(
              event.record("entity").text("name") + '.' + event.record("entity").text("version"));
      case Model.Builtin.INSERT -> {
        Node entity = event.record("entity");
        yield Md5.hex(
            entity.text("parent_sha256")
                + '.'
                + entity.record("child").text("sha256")
                + '.'
                + entity.record("child_history").record("author").text("name"));
      }
      case Model.Builtin.OBSERVATION -> throw ofItsType(model);
      case Model.Declared _ -> throw ofItsType(model);
      case Model.Builtin.DELETE, Model.Builtin.DOWNLOAD, Model.Builtin.RETROHUNT -> {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        yield Md5.hex(bytes);
      }
    };
  }

  private static IllegalArgumentException ofItsType(Model model) {
    return new IllegalArgumentException("its entity type makes the key of a " + model.wire());
  }

  /** Each part is followed by a dot. The root node of the path is not in it, as in Azul. */
  static String binary(Node event) {
    Node source = event.record("source");
    StringBuilder descriptor = new StringBuilder(512);
    part(descriptor, source.text("name"));
    part(descriptor, source.text("security"));
    String timestamp = source.text("timestamp");
    part(descriptor, timestamp.substring(0, Math.min(SECONDS_LENGTH, timestamp.length())));
    pairs(descriptor, source.map("references"));
    pairs(descriptor, source.map("settings"));
    List<Node> path = source.records("path");
    Set<String> securities = new HashSet<>();
    for (Node node : path) {
      securities.add(node.record("author").text("security"));
    }
    securities.remove("");
    ByteOrder.sorted(securities).forEach(security -> part(descriptor, security));
    for (Node node : path.subList(Math.max(0, path.size() - 2), path.size())) {
      part(descriptor, node.record("author").text("name"));
      part(descriptor, node.text("action"));
      part(descriptor, node.text("sha256"));
    }
    return descriptor.toString();
  }

  private static void pairs(StringBuilder descriptor, Map<String, String> map) {
    List<String> pairs = new ArrayList<>(map.size());
    map.forEach((key, value) -> pairs.add(key + '.' + value));
    ByteOrder.sorted(pairs).forEach(pair -> part(descriptor, pair));
  }

  private static void part(StringBuilder descriptor, String part) {
    descriptor.append(part).append('.');
  }
}
