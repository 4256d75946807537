package io.heliograph.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.cli.hub.HubException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Messages of two weeks, moved by whole days so that the last is of the last 24 hours. */
final class MispSample {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long DAY = 86_400;
  private static final Set<String> TIMES = Set.of("timestamp", "date_sighting");

  private MispSample() {}

  static String datedBy(Instant now) throws IOException {
    List<String> lines = lines();
    long last = JSON.readTree(lines.getLast()).path("at").asLong();
    long shift = Math.floorDiv(now.getEpochSecond() - last, DAY) * DAY;
    StringBuilder out = new StringBuilder();
    for (String line : lines) {
      ObjectNode message = (ObjectNode) JSON.readTree(line);
      message.put("at", message.path("at").asLong() + shift);
      move(message.path("message"), shift);
      out.append(message).append('\n');
    }
    return out.toString();
  }

  private static void move(JsonNode value, long shift) {
    if (value instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        if (TIMES.contains(member.getKey()) && member.getValue().asLong() > 0) {
          member.setValue(object.textNode(Long.toString(member.getValue().asLong() + shift)));
        } else {
          move(member.getValue(), shift);
        }
      }
    } else if (value instanceof ArrayNode array) {
      array.forEach(item -> move(item, shift));
    }
  }

  private static List<String> lines() throws IOException {
    try (InputStream file = MispSample.class.getResourceAsStream("misp-sample.jsonl")) {
      if (file == null) {
        throw new HubException("the sample is not packaged");
      }
      return new String(file.readAllBytes(), UTF_8).lines().toList();
    }
  }
}
