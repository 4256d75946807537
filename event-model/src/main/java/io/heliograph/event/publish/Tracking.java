package io.heliograph.event.publish;

import io.heliograph.event.Model;
import io.heliograph.event.json.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The fields by which deletions find events (contract dispatcher.md part 2 section 4.10). */
final class Tracking {
  private static final int SECONDS_LENGTH = 19;

  private Tracking() {}

  /** The members that an event of the model gets, as JSON without braces; empty for none. */
  static String members(Model model, Node event) {
    return switch (model) {
      case BINARY -> binary(event.record("source"));
      case INSERT -> insert(event.record("entity"));
      default -> "";
    };
  }

  private static String binary(Node source) {
    StringBuilder json = new StringBuilder(256);
    json.append("\"track_source_references\":");
    JsonText.quote(json, sourceReferences(source));
    List<String> links = new ArrayList<>();
    List<String> authors = new ArrayList<>();
    String before = null;
    for (Node node : source.records("path")) {
      authors.add(author(node.record("author")));
      if (before != null) {
        links.add(link(before, node));
      }
      before = node.text("sha256");
    }
    list(json, "track_links", links);
    list(json, "track_authors", authors);
    return json.toString();
  }

  private static String insert(Node entity) {
    Node history = entity.record("child_history");
    StringBuilder json = new StringBuilder(256);
    json.append("\"track_link\":");
    JsonText.quote(json, link(entity.text("parent_sha256"), history));
    json.append(",\"track_author\":");
    JsonText.quote(json, author(history.record("author")));
    return json.toString();
  }

  private static void list(StringBuilder json, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      json.append(",\"").append(name).append("\":[");
      for (int i = 0; i < texts.size(); i++) {
        json.append(i == 0 ? "" : ",");
        JsonText.quote(json, texts.get(i));
      }
      json.append(']');
    }
  }

  static String sourceReferences(Node source) {
    StringBuilder pairs = new StringBuilder();
    Map<String, String> references = source.map("references");
    for (String key : ByteOrder.sorted(references.keySet())) {
      pairs.append(key).append('.').append(references.get(key)).append('.');
    }
    return source.text("name") + '.' + Md5.hex(pairs.toString());
  }

  private static String author(Node author) {
    return author.text("category") + '.' + author.text("name") + '.' + author.text("version");
  }

  private static String link(String parent, Node node) {
    return parent
        + '.'
        + node.text("sha256")
        + '.'
        + time(node.text("timestamp"))
        + '.'
        + author(node.record("author"));
  }

  /** {@code yyyy_MM_ddTHH_mm_ss}, then Z or the hours of the offset, then {@code _00}. */
  private static String time(String timestamp) {
    if (timestamp.length() <= SECONDS_LENGTH) {
      return "0001_01_01T00_00_00Z_00";
    }
    String seconds = timestamp.substring(0, SECONDS_LENGTH).replace('-', '_').replace(':', '_');
    int length = timestamp.length();
    boolean utc = timestamp.charAt(length - 1) == 'Z' || timestamp.endsWith("00:00");
    return seconds + (utc ? "Z" : timestamp.substring(length - 6, length - 3)) + "_00";
  }
}
