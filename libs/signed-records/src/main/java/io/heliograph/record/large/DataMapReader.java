package io.heliograph.record.large;

import io.heliograph.record.Bytes;
import io.heliograph.record.json.Json;
import io.heliograph.record.json.JsonException;
import io.heliograph.record.json.JsonReader;
import java.util.List;
import java.util.Map;

/** Reads data maps; whatever else their members hold is refused. */
final class DataMapReader {
  private static final int DEPTH_MAX = 4;

  private DataMapReader() {}

  static DataMap read(Bytes data) {
    Json json;
    try {
      json = JsonReader.read(data.toArray(), DEPTH_MAX);
    } catch (JsonException e) {
      throw new IllegalArgumentException("data: " + e.getMessage(), e);
    }
    Map<String, Json> members = members("data", json);
    DataMap map =
        new DataMap(
            list(members, "chunks").stream().map(DataMapReader::chunk).toList(),
            members.containsKey("recipients")
                ? list(members, "recipients").stream().map(DataMapReader::recipient).toList()
                : List.of());
    if (map.size() != number(members, "size")) {
      throw new IllegalArgumentException("size: not the sum of the chunks' sizes");
    }
    return map;
  }

  private static DataMap.Chunk chunk(Json json) {
    Map<String, Json> members = members("chunks", json);
    long size = number(members, "size");
    return new DataMap.Chunk(
        hex(members, "name"),
        Math.toIntExact(Math.min(size, Integer.MAX_VALUE)),
        members.containsKey("derivation") ? hex(members, "derivation") : null);
  }

  private static DataMap.WrappedKey recipient(Json json) {
    Map<String, Json> members = members("recipients", json);
    return new DataMap.WrappedKey(
        hex(members, "recipient"), hex(members, "encapsulated"), hex(members, "wrapped"));
  }

  private static Map<String, Json> members(String name, Json json) {
    if (json instanceof Json.Members(Map<String, Json> values)) {
      return values;
    }
    throw new IllegalArgumentException(name + ": no JSON object");
  }

  private static List<Json> list(Map<String, Json> members, String name) {
    if (members.get(name) instanceof Json.Array(List<Json> elements)) {
      return elements;
    }
    throw new IllegalArgumentException(name + ": no list");
  }

  private static Bytes hex(Map<String, Json> members, String name) {
    if (members.get(name) instanceof Json.Text(String text)) {
      try {
        return Bytes.ofHex(text);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
      }
    }
    throw new IllegalArgumentException(name + ": no text");
  }

  private static long number(Map<String, Json> members, String name) {
    if (members.get(name) instanceof Json.Numeral(String digits)
        && digits.matches("0|[1-9][0-9]{0,15}")) {
      return Long.parseLong(digits);
    }
    throw new IllegalArgumentException(name + ": no whole number below 2^53");
  }
}
