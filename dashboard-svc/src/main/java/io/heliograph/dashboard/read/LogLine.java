package io.heliograph.dashboard.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of the live log with the event it belongs to. Text that is absent is empty.
 *
 * @param seconds when the attribute was last changed, as its instance says; null when it does not
 * @param kind {@code Attribute}, {@code ObjectAttribute} or {@code Keepalive}
 * @param threat the event's threat level in words
 * @param tags names of tags
 * @param colours the colours of the tags, in their order; empty where one is no colour
 */
public record LogLine(
    @Nullable Long seconds,
    String feed,
    String kind,
    String organisation,
    String event,
    String title,
    String threat,
    String category,
    String type,
    String value,
    String comment,
    List<String> tags,
    List<String> colours) {
  /** What is no line of an attribute but a sign of life. */
  public static final String KEEPALIVE = "Keepalive";

  private static final ObjectMapper JSON = new ObjectMapper();

  public LogLine {
    tags = List.copyOf(tags);
    colours = List.copyOf(colours);
  }

  /** Reads a line that is kept or was published; empty when it is not ours. */
  public static Optional<LogLine> parse(String text) {
    try {
      JsonNode line = JSON.readTree(text);
      JsonNode held = line.path("log");
      JsonNode log = held.isTextual() ? JSON.readTree(held.textValue()) : held;
      return line.isObject()
          ? Optional.of(of(text(line, "zmqName"), text(line, "name"), log))
          : Optional.empty();
    } catch (JsonProcessingException foreign) {
      return Optional.empty();
    }
  }

  private static LogLine of(String feed, String kind, JsonNode log) {
    JsonNode event = log.path("Event");
    JsonNode attribute = log.has("Attribute") ? log.path("Attribute") : log;
    List<String> tags = new ArrayList<>();
    List<String> colours = new ArrayList<>();
    for (JsonNode tag : attribute.path("Tag")) {
      String colour = text(tag, "colour");
      tags.add(text(tag, "name"));
      colours.add(colour.matches("#[0-9A-Fa-f]{6}") ? colour : "");
    }
    return new LogLine(
        seconds(text(attribute, "timestamp")),
        feed,
        kind,
        text(event.path("Orgc"), "name"),
        text(event, "id"),
        text(event, "info"),
        threat(text(event, "threat_level_id")),
        text(attribute, "category"),
        text(attribute, "type"),
        text(attribute, "value"),
        text(attribute, "comment"),
        tags,
        colours);
  }

  private static String text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    return value.isValueNode() && !value.isNull() ? value.asText() : "";
  }

  private static String threat(String level) {
    return switch (level) {
      case "1" -> "high";
      case "2" -> "medium";
      case "3" -> "low";
      case "4" -> "undefined";
      default -> "";
    };
  }

  private static @Nullable Long seconds(String text) {
    return text.matches("\\d{1,11}") ? Long.valueOf(text) : null;
  }
}
