package io.heliograph.dashboard.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows under named columns, which JSON and CSV are made from. A cell is a text, a number, a truth
 * value, a list of texts, or nothing. One thread.
 */
final class Table {
  private static final String FORMULA = "=+-@\t\r";

  private final List<String> columns;
  private final List<List<@Nullable Object>> rows = new ArrayList<>();

  Table(String... columns) {
    this.columns = List.of(columns);
  }

  /** Adds a row: a cell for each column. */
  Table add(@Nullable Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + columns);
    }
    List<@Nullable Object> row = new ArrayList<>();
    Collections.addAll(row, cells);
    rows.add(row);
    return this;
  }

  int size() {
    return rows.size();
  }

  /** Without the rows after that many. */
  Table first(int count) {
    if (rows.size() > count) {
      rows.subList(count, rows.size()).clear();
    }
    return this;
  }

  ArrayNode names() {
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    columns.forEach(names::add);
    return names;
  }

  ArrayNode json() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (List<@Nullable Object> row : rows) {
      ObjectNode object = list.addObject();
      for (int at = 0; at < columns.size(); at++) {
        put(object, columns.get(at), row.get(at));
      }
    }
    return list;
  }

  private static void put(ObjectNode object, String name, @Nullable Object cell) {
    switch (cell) {
      case null -> object.putNull(name);
      case String text -> object.put(name, text);
      case Boolean truth -> object.put(name, truth);
      case Integer number -> object.put(name, number);
      case Long number -> object.put(name, number);
      case Double number when number == Math.rint(number) -> object.put(name, number.longValue());
      case Double number -> object.put(name, number);
      case List<?> texts -> {
        ArrayNode list = object.putArray(name);
        texts.forEach(text -> list.add(text.toString()));
      }
      default -> throw new IllegalArgumentException(name);
    }
  }

  /** RFC 4180. A text that a spreadsheet would take for a formula begins with an apostrophe. */
  String csv() {
    StringBuilder out = new StringBuilder();
    out.append(String.join(",", columns)).append("\r\n");
    for (List<@Nullable Object> row : rows) {
      out.append(row.stream().map(Table::csv).collect(Collectors.joining(","))).append("\r\n");
    }
    return out.toString();
  }

  private static String csv(@Nullable Object cell) {
    return switch (cell) {
      case null -> "";
      case Double number when number == Math.rint(number) -> Long.toString(number.longValue());
      case Number number -> number.toString();
      case List<?> texts ->
          quoted(texts.stream().map(Object::toString).collect(Collectors.joining("; ")));
      default -> quoted(cell.toString());
    };
  }

  private static String quoted(String text) {
    String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    boolean plain = safe.chars().noneMatch(one -> one == ',' || one == '"' || one < ' ');
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
