package io.heliograph.dashboard.misp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.dashboard.core.StatisticsSettings;
import io.heliograph.dashboard.message.PythonJson;
import io.heliograph.dashboard.message.Rules;
import io.heliograph.kit.error.CommonError;
import io.heliograph.kit.error.Found;
import io.heliograph.kit.error.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns of the live log, and the filter that a page keeps in a cookie. Thread-safe. */
@ApplicationScoped
class LogLines {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final List<String> columns;
  private final String separator;

  /** Placeholder of an absent value among joined ones. */
  private final String nothing;

  LogLines(StatisticsSettings settings, Rules rules) {
    this.nothing = rules.misp() ? "None" : "";
    this.columns = settings.live().columns();
    this.separator = settings.live().separator();
  }

  ArrayNode head() {
    ArrayNode names = Json.list();
    columns.forEach(names::add);
    return names;
  }

  /** The item of a line that is kept or published; empty when the filter rejects it. */
  Optional<ObjectNode> item(String line, Map<String, String> filter) {
    JsonNode parsed;
    JsonNode log;
    try {
      parsed = JSON.readTree(line);
      JsonNode held = parsed.path("log");
      log = held.isTextual() ? JSON.readTree(held.textValue()) : held;
    } catch (JsonProcessingException foreign) {
      return Optional.empty();
    }
    if (!passes(log, filter)) {
      return Optional.empty();
    }
    ObjectNode item = Json.object();
    item.set("log", log.isObject() ? row(log) : log);
    item.set("name", parsed.path("name"));
    item.set("zmqName", parsed.path("zmqName"));
    return Optional.of(item);
  }

  /**
   * The filter of a cookie as it came; empty when there is none.
   *
   * @throws ProblemException when it is no URL-encoded object of JSON
   */
  static Map<String, String> filter(@Nullable String cookie) {
    if (cookie == null || cookie.isBlank()) {
      return Map.of();
    }
    try {
      JsonNode parsed = JSON.readTree(URLDecoder.decode(cookie, StandardCharsets.UTF_8));
      if (parsed.isObject()) {
        Map<String, String> filter = new HashMap<>();
        parsed.properties().forEach(one -> filter.put(one.getKey(), one.getValue().asText()));
        return filter;
      }
    } catch (JsonProcessingException | IllegalArgumentException malformed) {
      // Refused below, like what is no object.
    }
    throw new ProblemException(
        CommonError.INVALID_REQUEST,
        "cookie filters is not a URL-encoded object of JSON" + Found.of(cookie));
  }

  private static boolean passes(JsonNode log, Map<String, String> filter) {
    for (Map.Entry<String, String> condition : filter.entrySet()) {
      String wanted = condition.getValue();
      boolean negated = wanted.startsWith("!");
      String value = text(find(log, condition.getKey()));
      if (value.equals(negated ? wanted.substring(1) : wanted) == negated) {
        return false;
      }
    }
    return true;
  }

  private ObjectNode row(JsonNode log) {
    ObjectNode row = Json.object();
    for (int at = 0; at < columns.size(); at++) {
      row.set(Integer.toString(at), cell(columns.get(at), log));
    }
    return row;
  }

  private JsonNode cell(String column, JsonNode log) {
    if (column.indexOf('|') >= 0) {
      StringBuilder joined = new StringBuilder();
      String before = "";
      for (String path : column.split("\\|", -1)) {
        JsonNode part = find(log, path.strip());
        boolean absent = part.isMissingNode() || part.isNull();
        joined.append(before).append(absent ? nothing : text(part));
        before = separator;
      }
      return Json.list().add(joined.toString()).get(0);
    }
    JsonNode value = find(log, column);
    if (column.endsWith(".Tag") && value.isArray()) {
      ObjectNode tags = Json.object();
      tags.put("name", "Tag");
      tags.put("data", PythonJson.of(value));
      return tags;
    }
    String text = text(value);
    return Json.list().add(column.endsWith("timestamp") ? time(text) : text).get(0);
  }

  private static String time(String text) {
    try {
      return TIME.format(Instant.ofEpochSecond(Long.parseLong(text)));
    } catch (NumberFormatException | java.time.DateTimeException noTime) {
      return text;
    }
  }

  private static JsonNode find(JsonNode log, String path) {
    JsonNode at = log;
    for (String name : path.split("\\.", -1)) {
      at = at.path(name);
    }
    return at;
  }

  private static String text(JsonNode value) {
    if (value.isContainerNode()) {
      return PythonJson.of(value);
    }
    return value.isNull() || value.isMissingNode() ? "" : value.asText();
  }
}
