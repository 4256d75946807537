package io.heliograph.exchange.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * IDEA0 to IntelMQ: one event for each pair of a source and a target. What has no field is kept in
 * {@code extra.idea_*}.
 */
final class IdeaReader {
  /** Members that are read; all others go to {@code extra.idea_other}. */
  private static final Set<String> READ =
      Set.of(
          "Format",
          "ID",
          "AltNames",
          "PredID",
          "AggrID",
          "CorrelID",
          "RelID",
          "Category",
          "DetectTime",
          "EventTime",
          "Confidence",
          "Description",
          "Note",
          "Ref",
          "Attach",
          "Source",
          "Target",
          "Node",
          IdeaWriter.OURS);

  private final Context context;

  IdeaReader(Context context) {
    this.context = context;
  }

  List<ObjectNode> read(JsonNode idea) throws ConversionException {
    if (!idea.path("ID").isTextual()) {
      throw new ConversionException("ID: must be a text, as IDEA demands");
    }
    List<JsonNode> sources = parties(idea.path("Source"));
    List<JsonNode> targets = parties(idea.path("Target"));
    Fanout.check("Source", (long) sources.size() * targets.size(), idea);
    Fields base = base(idea);
    List<ObjectNode> events = new ArrayList<>();
    for (JsonNode source : sources) {
      for (JsonNode target : targets) {
        Fields fields = base.copy();
        classify(fields, idea.path("Category"), source);
        new IdeaParty(fields, "source").add(source);
        new IdeaParty(fields, "destination").add(target);
        events.add(fields.object());
      }
    }
    return events;
  }

  private static List<JsonNode> parties(JsonNode list) {
    List<JsonNode> parties = new ArrayList<>();
    list.forEach(
        party -> {
          if (party.isObject()) {
            parties.add(party);
          }
        });
    if (parties.isEmpty()) {
      parties.add(MissingNode.getInstance());
    }
    return parties;
  }

  private Fields base(JsonNode idea) {
    Fields fields = new Fields(context.sanitation());
    setOrKeep(fields, "time.observation", "idea_detect_time", idea.path("DetectTime"));
    setOrKeep(fields, "time.source", "idea_event_time", idea.path("EventTime"));
    JsonNode confidence = idea.path("Confidence");
    JsonNode accuracy =
        confidence.isNumber() ? DoubleNode.valueOf(percent(confidence)) : confidence;
    setOrKeep(fields, "feed.accuracy", "idea_confidence", accuracy);
    setOrKeep(fields, "comment", "idea_note", idea.path("Note"));
    setOrKeep(fields, "event_description.text", "idea_description", idea.path("Description"));
    fields.keep("idea_id", idea.path("ID"));
    fields.keep("idea_category", idea.path("Category"));
    fields.keep("idea_node", idea.path("Node").path(0));
    for (JsonNode related : idea.path("RelID")) {
      if (related.asText().startsWith("hash:")) {
        fields.set("event_hash", IdeaText.unquoted(related.asText().substring("hash:".length())));
      }
    }
    IdeaText.references(fields, idea.path("Ref"));
    IdeaText.attachments(fields, idea.path("Attach"));
    JsonNode level = idea.path(IdeaWriter.OURS).path("TLP");
    Tlp.of(level.asText()).ifPresent(tlp -> setTlp(fields, tlp));
    ObjectNode other = fields.object().objectNode();
    for (Map.Entry<String, JsonNode> member : idea.properties()) {
      if (!READ.contains(member.getKey())) {
        other.set(member.getKey(), member.getValue());
      }
    }
    fields.keep("idea_other", other);
    return fields;
  }

  /** A hundredth may not come back by multiplication: 0.57 is 57.0, not 56.99999999999999. */
  private static double percent(JsonNode confidence) {
    return confidence.decimalValue().movePointRight(2).doubleValue();
  }

  private static void setTlp(Fields fields, Tlp level) {
    if (level == Tlp.AMBER_STRICT) {
      fields.set("tlp", Tlp.RED.text());
      fields.keep("tlp2", TextNode.valueOf(level.text()));
    } else {
      fields.set("tlp", level.text());
    }
  }

  private static void classify(Fields fields, JsonNode categories, JsonNode source) {
    Set<String> types = new LinkedHashSet<>();
    source.path("Type").forEach(type -> types.add(type.asText()));
    String type = IdeaCategory.type(categories, types);
    fields.set("classification.type", type);
    Taxonomy.of(type).ifPresent(taxonomy -> fields.set("classification.taxonomy", taxonomy));
  }

  static void setOrKeep(Fields fields, String key, String name, JsonNode value) {
    if (!value.isMissingNode() && !fields.set(key, value)) {
      fields.keep(name, value);
    }
  }

  /** Ids of other messages that this one names, without hashes; for {@code meta.related}. */
  static ArrayNode related(JsonNode idea) {
    ArrayNode related = ((ObjectNode) idea).arrayNode();
    for (String name : List.of("AggrID", "CorrelID", "RelID")) {
      JsonNode ids = idea.path(name);
      if (ids.isTextual()) {
        related.add(ids);
      }
      for (JsonNode id : ids) {
        if (!id.asText().startsWith("hash:")) {
          related.add(id);
        }
      }
    }
    return related;
  }
}
