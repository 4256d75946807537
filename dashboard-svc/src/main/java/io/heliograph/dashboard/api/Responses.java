package io.heliograph.dashboard.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Locale;

/** Makes the answer of a table: JSON with its range and why it is empty, or CSV. */
@ApplicationScoped
class Responses {
  private static final String JSON = "application/json";
  private static final String CSV = "text/csv;charset=UTF-8;header=present";

  private final EmptyReason emptyReason;
  private final InstantSource clock;

  Responses(EmptyReason emptyReason, InstantSource clock) {
    this.emptyReason = emptyReason;
    this.clock = clock;
  }

  Response of(QueryParameters parameters, Range range, String name, Table table) {
    if (isCsv(parameters)) {
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
      answer.set("empty", emptyReason.reason(range));
    }
    return Response.ok(answer.toString(), JSON).header("Cache-Control", "no-store").build();
  }

  private static boolean isCsv(QueryParameters parameters) {
    if (parameters.format == null) {
      String accept = parameters.accept == null ? "" : parameters.accept.toLowerCase(Locale.ROOT);
      return accept.contains("text/csv") && !accept.contains("json");
    }
    return switch (parameters.format) {
      case "csv" -> true;
      case "json" -> false;
      default -> throw Ranges.refused("format", "is neither json nor csv", parameters.format);
    };
  }
}
