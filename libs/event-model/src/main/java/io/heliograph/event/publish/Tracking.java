package io.heliograph.event.publish;

import io.heliograph.event.Model;
import io.heliograph.event.json.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The fields by which deletions find events (contract dispatcher.md part 2 section 4.10).
 *
 * @param sourceReferences empty for inserts and models that are not tracked
 * @param links one for each path node after the first; for an insert its only one
 * @param authors one for each path node; for an insert its only one
 */
public record Tracking(String sourceReferences, List<String> links, List<String> authors) {
  private static final int SECONDS_LENGTH = 19;
  private static final Tracking NONE = new Tracking("", List.of(), List.of());

  public Tracking {
    links = List.copyOf(links);
    authors = List.copyOf(authors);
  }

  /** The fields of an event; empty ones for models that are not tracked. */
  public static Tracking of(Model model, Node event) {
    return switch (model) {
      case Model.Builtin.BINARY -> binary(event.record("source"));
      case Model.Builtin.INSERT -> insert(event.record("entity"));
      case Model.Builtin.STATUS,
          Model.Builtin.PLUGIN,
          Model.Builtin.DOWNLOAD,
          Model.Builtin.DELETE,
          Model.Builtin.RETROHUNT,
          Model.Builtin.OBSERVATION ->
          NONE;
      case Model.Declared _ -> NONE;
    };
  }

  private static Tracking binary(Node source) {
    List<Node> path = source.records("path");
    List<String> links = new ArrayList<>(path.size());
    List<String> authors = new ArrayList<>(path.size());
    for (int i = 0; i < path.size(); i++) {
      String author = author(path.get(i).record("author"));
      authors.add(author);
      if (i > 0) {
        links.add(link(path.get(i - 1).text("sha256"), path.get(i), author));
      }
    }
    return new Tracking(sourceReferences(source), links, authors);
  }

  private static Tracking insert(Node entity) {
    Node history = entity.record("child_history");
    String author = author(history.record("author"));
    return new Tracking(
        "", List.of(link(entity.text("parent_sha256"), history, author)), List.of(author));
  }

  /** Adds the members that an event of the model gets, each after a comma. */
  void appendMembers(Model model, StringBuilder json) {
    if (model == Model.INSERT) {
      JsonText.member(json, "track_link", links.getFirst());
      JsonText.member(json, "track_author", authors.getFirst());
    } else if (model == Model.BINARY) {
      JsonText.member(json, "track_source_references", sourceReferences);
      JsonText.member(json, "track_links", links);
      JsonText.member(json, "track_authors", authors);
    }
  }

  private static String sourceReferences(Node source) {
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

  private static String link(String parent, Node node, String author) {
    return parent + '.' + node.text("sha256") + '.' + time(node.text("timestamp")) + '.' + author;
  }

  /** {@code yyyy_MM_ddTHH_mm_ss}, then Z or the hours of the offset, then {@code _00}. */
  private static String time(String timestamp) {
    if (timestamp.isEmpty()) {
      return "0001_01_01T00_00_00Z_00";
    }
    String seconds = timestamp.substring(0, SECONDS_LENGTH).replace('-', '_').replace(':', '_');
    int length = timestamp.length();
    boolean utc = timestamp.endsWith("Z") || timestamp.endsWith("00:00");
    return seconds + (utc ? "Z" : timestamp.substring(length - 6, length - 3)) + "_00";
  }
}
