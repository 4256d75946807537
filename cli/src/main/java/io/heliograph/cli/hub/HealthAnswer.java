package io.heliograph.cli.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what a service answers on its readiness URL (MicroProfile Health). */
final class HealthAnswer {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;
  private static final String DEGRADED = "degraded";

  private HealthAnswer() {}

  /** The health that an answer tells; what is missing are its checks that are not up. */
  static Health of(int status, byte[] body) {
    List<String> missing = new ArrayList<>();
    for (JsonNode check : checks(body)) {
      JsonNode data = check.path("data");
      if (!check.path("status").asText().equals("UP")) {
        missing.add(check.path("name").asText("a check") + told(data));
      } else if (data.has(DEGRADED)) {
        missing.add(check.path("name").asText() + told(data));
      }
    }
    if (status != OK && missing.isEmpty()) {
      missing.add("answers " + status);
    }
    return new Health(status == OK, missing);
  }

  private static String told(JsonNode data) {
    List<String> told = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : data.properties()) {
      told.add(entry.getKey() + "=" + entry.getValue().asText());
    }
    return told.isEmpty() ? "" : " (" + String.join(", ", told) + ")";
  }

  private static JsonNode checks(byte[] body) {
    try {
      return JSON.readTree(body).path("checks");
    } catch (IOException notJson) {
      return JSON.createArrayNode();
    }
  }
}
