package io.heliograph.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.identify.ContentHasher;
import io.heliograph.identify.ContentHashes;
import io.heliograph.identify.Explanation;
import io.heliograph.identify.FileType;
import io.heliograph.identify.Identifier;
import io.heliograph.identify.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What is said of one file: its hashes, its format, and why. */
record IdentifiedFile(Path path, ContentHashes hashes, Explanation explanation) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CHUNK_BYTES = 64 * 1024;

  static IdentifiedFile read(Path path, Identifier identifier) throws IOException {
    ContentHashes hashes = hash(path);
    try (FileChannel content = FileChannel.open(path)) {
      return new IdentifiedFile(path, hashes, identifier.explain(content));
    }
  }

  private static ContentHashes hash(Path file) throws IOException {
    ContentHasher hasher = ContentHasher.all();
    byte[] chunk = new byte[CHUNK_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      int length = in.read(chunk);
      while (length >= 0) {
        hasher.update(chunk, 0, length);
        length = in.read(chunk);
      }
    }
    return hasher.finish();
  }

  /** As the hub would say it, and what else the file can be read as. */
  ObjectNode json() {
    FileType type = explanation.type();
    ObjectNode node = JSON.createObjectNode();
    node.put("path", path.toString());
    node.put("size", hashes.sizeBytes());
    node.put("sha512", hashes.sha512());
    node.put("sha256", hashes.sha256());
    node.put("sha1", hashes.sha1());
    node.put("md5", hashes.md5());
    putUnlessEmpty(node, "ssdeep", hashes.ssdeep());
    putUnlessEmpty(node, "tlsh", hashes.tlsh());
    node.put("mime", type.mime());
    node.put("magic", type.magic());
    node.put("identify_version", Identifier.VERSION);
    node.put("file_format", type.fileFormat());
    putUnlessEmpty(node, "file_extension", type.fileExtension());
    if (!type.also().isEmpty()) {
      ArrayNode also = node.putArray("also");
      type.also().forEach(also::add);
    }
    return node;
  }

  /** The digits of the hash in the case of the reference tool. */
  void addReference(ObjectNode node) {
    putUnlessEmpty(node, "tlsh_reference", hashes.tlsh().toUpperCase(Locale.ROOT));
  }

  /** What decided, what the runner-up was, and by how much. */
  void addExplanation(ObjectNode node) {
    ObjectNode explained = reading(node.putObject("explain"), explanation.decisive());
    explained.put("margin", explanation.margin());
    explanation
        .runnerUp()
        .ifPresent(
            second -> {
              ObjectNode other = explained.putObject("runner_up");
              other.put("file_format", second.format());
              reading(other, second);
            });
  }

  private static ObjectNode reading(ObjectNode node, Reading reading) {
    node.put("decided_by", reading.strength().name().toLowerCase(Locale.ROOT));
    if (reading.points() > 0) {
      node.put("points", reading.points());
    }
    ArrayNode facts = node.putArray("facts");
    reading.facts().forEach(facts::add);
    return node;
  }

  /** The explanation for people. */
  String text() {
    FileType type = explanation.type();
    StringBuilder text = new StringBuilder(256);
    text.append(path).append(": ").append(type.fileFormat()).append(" (").append(type.mime());
    text.append(")\n  decided by ").append(described(explanation.decisive()));
    if (!type.also().isEmpty()) {
      text.append("\n  also: ").append(String.join(", ", type.also()));
    }
    explanation
        .runnerUp()
        .ifPresent(
            second ->
                text.append("\n  runner-up: ")
                    .append(second.format())
                    .append(" by ")
                    .append(described(second)));
    return text.append("\n  margin: ")
        .append(explanation.margin().toLowerCase(Locale.ROOT))
        .toString();
  }

  private static String described(Reading reading) {
    return reading.strength().name().toLowerCase(Locale.ROOT)
        + (reading.points() > 0 ? " with " + reading.points() + " points" : "")
        + "\n    "
        + String.join("\n    ", reading.facts());
  }

  private static void putUnlessEmpty(ObjectNode node, String name, String value) {
    if (!value.isEmpty()) {
      node.put(name, value);
    }
  }
}
