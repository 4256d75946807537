package io.heliograph.dashboard.misp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.dashboard.message.PythonJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a page gets of a publication, letter by letter as MISP-dashboard writes it. May block. */
@ApplicationScoped
public class LiveItems {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LogLines lines;
  private final ContributorQueries contributors;
  private final Calendar calendar;

  LiveItems(LogLines lines, ContributorQueries contributors, Calendar calendar) {
    this.lines = lines;
    this.contributors = contributors;
    this.calendar = calendar;
  }

  /** A line of the live log, or null when the page's filter rejects it. */
  public @Nullable String log(String publication, Map<String, String> filter) {
    return lines.item(publication, filter).map(PythonJson::of).orElse(null);
  }

  /** What a page's cookie {@code filters} says; refused when it says nothing that is a filter. */
  public Map<String, String> filter(@Nullable String cookie) {
    return LogLines.filter(cookie);
  }

  /** The contributor of a contribution or an award, with what Redis has of it now. */
  public @Nullable String contributor(String publication) {
    try {
      JsonNode log = JSON.readTree(JSON.readTree(publication).path("log").asText());
      ObjectNode row = contributors.contributor(log.path("org").asText(), 0, calendar.moment(null));
      row.set("epoch", log.path("epoch"));
      if (log.has("award")) {
        row.set("award", log.get("award"));
      }
      return PythonJson.of(row);
    } catch (JsonProcessingException foreign) {
      return null;
    }
  }
}
