package io.heliograph.dashboard.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Locale;

/** Makes the answer of a table: JSON with its range and why it is empty, or CSV. */
@ApplicationScoped
class Answers {
  private static final String JSON = "application/json";
  private static final String CSV = "text/csv;charset=UTF-8;header=present";

  private final Emptiness emptiness;
  private final InstantSource clock;

  Answers(Emptiness emptiness, InstantSource clock) {
    this.emptiness = emptiness;
    this.clock = clock;
  }

  Response of(Asked asked, Range range, String name, Table table) {
    if (isCsv(asked)) {
      return Response.ok(table.csv(), CSV)
          .header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"")
          .header("Cache-Control", "no-store")
          .build();
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("from", range.text(range.from()));
    answer.put("to", range.text(range.to()));
    answer.put("zone", range.zone().getId());
    answer.put("firstDay", range.firstDay().toString());
    answer.put("lastDay", range.lastDay().toString());
    answer.put("at", range.text(clock.instant()));
    answer.set("columns", table.names());
    answer.set("rows", table.json());
    if (table.size() == 0) {
      answer.set("empty", emptiness.reason(range));
    }
    return Response.ok(answer.toString(), JSON).header("Cache-Control", "no-store").build();
  }

  private static boolean isCsv(Asked asked) {
    if (asked.format == null) {
      String accept = asked.accept == null ? "" : asked.accept.toLowerCase(Locale.ROOT);
      return accept.contains("text/csv") && !accept.contains("json");
    }
    return switch (asked.format) {
      case "csv" -> true;
      case "json" -> false;
      default -> throw Ranges.refused("format", "is neither json nor csv", asked.format);
    };
  }
}
