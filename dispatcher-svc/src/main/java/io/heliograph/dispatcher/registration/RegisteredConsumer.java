package io.heliograph.dispatcher.registration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.heliograph.coordinator.filter.ConsumePipeline;
import io.heliograph.coordinator.filter.ConsumerRules;
import io.heliograph.event.EventHeaders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A registration read back: as much of it as a simulation needs. */
public record RegisteredConsumer(String name, String version, ConsumerRules rules) {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * Reads what {@link Registration#json} wrote, or the peer; unknown members are skipped.
   *
   * @throws IOException when it is no such JSON
   */
  static RegisteredConsumer parse(byte[] json) throws IOException {
    try (JsonParser in = JSON.createParser(json)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("a registration is not an object");
      }
      Reader reader = new Reader(in);
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        reader.member(in.currentName());
      }
      return reader.consumer();
    }
  }

  /** Why this consumer would not get the event, or null (contract part 2 section 1.3). */
  public @Nullable String rejection(EventHeaders event) {
    String rejection = ConsumePipeline.depthRejection(event, ConsumePipeline.DEPTH_MAX_PASSIVE);
    return rejection == null ? rules.rejection(event) : rejection;
  }

  private static final class Reader {
    private final JsonParser in;
    private String name = "";
    private String version = "";
    private List<String> sources = List.of();
    private List<String> actions = List.of();
    private List<String> denied = List.of();
    private Map<String, List<String>> streams = Map.of();
    private boolean content;
    private boolean denySelf;
    private long under;
    private long over;

    Reader(JsonParser in) {
      this.in = in;
    }

    void member(String member) throws IOException {
      JsonToken value = in.nextToken();
      switch (member) {
        case "name" -> name = in.getValueAsString("");
        case "version" -> version = in.getValueAsString("");
        case "require_sources" -> sources = texts(value);
        case "require_events" -> actions = texts(value);
        case "deny_events" -> denied = texts(value);
        case "require_streams_map" -> streams = streams(value);
        case "require_content" -> content = in.getValueAsBoolean();
        case "deny_self" -> denySelf = in.getValueAsBoolean();
        case "require_under_content_size" -> under = in.getValueAsLong();
        case "require_over_content_size" -> over = in.getValueAsLong();
        default -> in.skipChildren();
      }
    }

    private List<String> texts(JsonToken value) throws IOException {
      List<String> texts = new ArrayList<>();
      if (value == JsonToken.START_ARRAY) {
        while (in.nextToken() == JsonToken.VALUE_STRING) {
          texts.add(in.getText());
        }
      }
      return texts;
    }

    private Map<String, List<String>> streams(JsonToken value) throws IOException {
      Map<String, List<String>> labels = new HashMap<>();
      if (value == JsonToken.START_OBJECT) {
        while (in.nextToken() == JsonToken.FIELD_NAME) {
          String label = in.currentName();
          List<String> prefixes = new ArrayList<>();
          if (in.nextToken() == JsonToken.START_OBJECT) {
            while (in.nextToken() == JsonToken.FIELD_NAME) {
              prefixes.add(in.currentName());
              in.nextToken();
            }
          }
          labels.put(label, prefixes);
        }
      }
      return labels;
    }

    RegisteredConsumer consumer() {
      Set<String> kept = new HashSet<>(sources);
      ConsumerRules rules =
          new ConsumerRules(
              kept,
              new HashSet<>(actions),
              new HashSet<>(denied),
              denySelf ? name : "",
              streams,
              under,
              over,
              content);
      return new RegisteredConsumer(name, version, rules);
    }
  }
}
