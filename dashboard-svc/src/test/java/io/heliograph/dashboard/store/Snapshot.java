package io.heliograph.dashboard.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All keys of a database as text that can be compared: type, lifetime and value of each. */
public final class Snapshot {
  private static final long[] LIFETIMES = {3_600, 604_800, 2_678_400, 31_536_000};

  private Snapshot() {}

  /** What is in Redis; our own bookkeeping is left out. */
  public static Map<String, String> of(Statistics statistics) {
    Map<String, String> keys = new TreeMap<>();
    for (Response found : statistics.send(Command.KEYS, "*")) {
      String key = found.toString();
      if (!key.startsWith("hub:")) {
        String type = statistics.send(Command.TYPE, key).toString();
        long lifetime = lifetime(statistics.send(Command.TTL, key).toLong());
        keys.put(key, describe(type, lifetime, values(statistics, key, type)));
      }
    }
    return keys;
  }

  /** What the vectors say. */
  public static Map<String, String> of(JsonNode vectors) {
    Map<String, String> keys = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : vectors.properties()) {
      JsonNode expected = entry.getValue();
      JsonNode value = expected.get("value");
      String type = expected.get("type").textValue();
      List<String> values = new ArrayList<>();
      switch (type) {
        case "string" -> values.add(value.textValue());
        case "zset" ->
            value.forEach(
                pair -> values.add(pair.get(0).textValue() + " = " + pair.get(1).asLong()));
        case "set" -> value.forEach(member -> values.add(member.textValue()));
        default -> value.forEach(item -> values.add(item.textValue()));
      }
      keys.put(
          entry.getKey(),
          describe(
              type, expected.get("ttl").asLong(), type.equals("set") ? sorted(values) : values));
    }
    return keys;
  }

  /** What differs between the two, a line for each difference. */
  public static List<String> differences(Map<String, String> expected, Map<String, String> found) {
    List<String> differences = new ArrayList<>();
    Map<String, String> all = new TreeMap<>(expected);
    all.putAll(found);
    for (String key : all.keySet()) {
      String want = expected.getOrDefault(key, "absent");
      String have = found.getOrDefault(key, "absent");
      if (!want.equals(have)) {
        differences.add(key + ": " + onlyIn(want, have) + " became " + onlyIn(have, want));
      }
    }
    return differences;
  }

  private static List<String> onlyIn(String one, String other) {
    List<String> others = other.lines().toList();
    return one.lines().filter(line -> !others.contains(line)).toList();
  }

  private static List<String> values(Statistics statistics, String key, String type) {
    return switch (type) {
      case "string" -> List.of(statistics.send(Command.GET, key).toString());
      case "zset" ->
          statistics.send(Command.ZRANGE, key, "0", "-1", "WITHSCORES").stream()
              .map(pair -> pair.get(0) + " = " + (long) pair.get(1).toDouble().doubleValue())
              .toList();
      case "set" -> sorted(texts(statistics.send(Command.SMEMBERS, key).stream()));
      case "list" -> texts(statistics.send(Command.LRANGE, key, "0", "100").stream());
      default -> throw new AssertionError(type);
    };
  }

  private static List<String> texts(Stream<Response> items) {
    return items.map(Response::toString).toList();
  }

  private static List<String> sorted(List<String> values) {
    return values.stream().sorted().toList();
  }

  private static String describe(String type, long lifetime, List<String> values) {
    return type + " " + lifetime + "\n" + String.join("\n", values);
  }

  /** The lifetime that was given: what is left, rounded up to the nearest in use. */
  private static long lifetime(long left) {
    for (long lifetime : LIFETIMES) {
      if (left > lifetime - 600 && left <= lifetime) {
        return lifetime;
      }
    }
    return left;
  }
}
