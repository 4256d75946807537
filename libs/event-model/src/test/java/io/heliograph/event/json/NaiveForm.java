package io.heliograph.event.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.event.Model;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** The stored form of an event made from trees, step by step: the model for {@link EventScan}. */
final class NaiveForm {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What Azul always writes (contract dispatcher.md part 2 section 0.1). */
  private static final Map<String, List<String>> ALWAYS =
      Map.ofEntries(
          Map.entry("EventAuthor", List.of("name")),
          Map.entry("EventSourcePathNode", List.of("author", "action", "sha256", "timestamp")),
          Map.entry("EventSource", List.of("name", "path", "timestamp")),
          Map.entry("BinaryEntityFeature", List.of("name", "value", "type")),
          Map.entry(
              "BinaryEntityDatastream",
              List.of("label", "size", "sha512", "sha256", "sha1", "md5", "mime", "magic")),
          Map.entry("BinaryEntity", List.of("sha256")),
          Map.entry(
              "BinaryEvent", List.of("timestamp", "author", "source", "entity", "action", "flags")),
          Map.entry("StatusEntity", List.of("input", "status")),
          Map.entry("StatusEvent", List.of("timestamp", "author", "entity")),
          Map.entry("PluginEntityFeature", List.of("name", "type", "desc")),
          Map.entry("PluginEntity", List.of("name")),
          Map.entry("PluginEvent", List.of("timestamp", "author", "entity")),
          Map.entry(
              "InsertEntity",
              List.of("original_source", "parent_sha256", "child", "child_history")),
          Map.entry("InsertEvent", List.of("timestamp", "author", "entity")),
          Map.entry("DownloadEntity", List.of("hash")),
          Map.entry("DownloadEvent", List.of("timestamp", "author", "source", "action", "entity")),
          Map.entry("DeleteEvent", List.of("timestamp", "author", "entity", "action")),
          Map.entry("RetrohuntSource", List.of("timestamp")),
          Map.entry("RetrohuntEvent", List.of("timestamp", "author", "entity", "source")));

  private static final List<String> COMPUTED =
      List.of(
          "kafka_key",
          "dequeued",
          "retries",
          "track_source_references",
          "track_links",
          "track_authors",
          "track_link",
          "track_author");

  private static final List<String> DELETE_FORMS = List.of("submission", "author", "link", "ids");

  private static final Schema SCHEMA = schema();

  private NaiveForm() {}

  private static Schema schema() {
    try (InputStream file = NaiveForm.class.getResourceAsStream("/avro/v6.avsc")) {
      return new Schema.Parser().parse(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static ObjectNode of(Model model, ObjectNode event) {
    String wire = model.wire();
    String name = "v6." + Character.toUpperCase(wire.charAt(0)) + wire.substring(1) + "Event";
    ObjectNode form = event.deepCopy();
    COMPUTED.forEach(form::remove);
    form(SCHEMA.getTypes().get(SCHEMA.getIndexNamed(name)), form);
    if (model == Model.STATUS && form.path("entity").path("status").asText().startsWith("compl")) {
      ((ObjectNode) form.path("entity")).remove("results");
    }
    for (JsonNode result : form.path("entity").path("results")) {
      if (!result.has("kafka_key")) {
        ((ObjectNode) result).put("kafka_key", "");
      }
    }
    return form;
  }

  private static void form(Schema schema, JsonNode node) {
    if (schema.getType() == Schema.Type.ARRAY) {
      node.forEach(item -> form(schema.getElementType(), item));
    } else if (schema.getType() == Schema.Type.RECORD && node instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        boolean refused = schema.getName().equals("PluginEntityFeature") && name.equals("tags");
        if (refused || schema.getField(name) == null || object.get(name).isNull()) {
          object.remove(name);
        } else {
          form(schema.getField(name).schema(), object.get(name));
        }
      }
      for (String name : ALWAYS.getOrDefault(schema.getName(), List.of())) {
        if (!object.has(name)) {
          object.set(name, zero(schema.getField(name)));
        }
      }
      if (schema.getName().equals("DeleteEntity")) {
        DELETE_FORMS.stream().filter(form -> object.path(form).isEmpty()).forEach(object::remove);
      }
    }
  }

  private static JsonNode zero(Schema.Field field) {
    return switch (field.schema().getType()) {
      case STRING -> MAPPER.getNodeFactory().textNode("");
      case FIXED -> MAPPER.getNodeFactory().numberNode(0);
      case LONG -> MAPPER.getNodeFactory().textNode("0001-01-01T00:00:00Z");
      case BYTES -> MAPPER.getNodeFactory().nullNode();
      case ARRAY -> new ArrayNode(MAPPER.getNodeFactory());
      default -> {
        ObjectNode inner = MAPPER.createObjectNode();
        form(field.schema(), inner);
        yield inner;
      }
    };
  }
}
