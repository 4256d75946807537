package io.heliograph.coordinator.state;

import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.codec.RecordReader;
import io.heliograph.coordinator.codec.RecordWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When subscriptions were fetched last. Kept in memory and written now and then under {@code
 * u/<plugin key>}: a crash forgets an hour of it at most. Thread-safe.
 */
final class LastUses {
  private static final int VERSION = 1;
  private static final String PREFIX = "u/";

  private final Map<String, Long> millis = new ConcurrentHashMap<>();

  /** What the log says, of other replicas and former processes too. */
  private final Map<String, Long> stored = new ConcurrentHashMap<>();

  void used(String pluginKey, long atMillis) {
    millis.put(pluginKey, atMillis);
  }

  /** When this replica last served it, milliseconds since 1970; 0 when never. */
  long of(String pluginKey) {
    return millis.getOrDefault(pluginKey, 0L);
  }

  /** The log says so; 0 when it says nothing any more. */
  void learned(String pluginKey, long atMillis) {
    if (atMillis == 0) {
      stored.remove(pluginKey);
    } else {
      stored.put(pluginKey, atMillis);
    }
  }

  /** When any replica is known to have served it, milliseconds since 1970; 0 when never. */
  long anywhere(String pluginKey) {
    return Math.max(of(pluginKey), stored.getOrDefault(pluginKey, 0L));
  }

  /** What was used here since then. */
  List<String> since(long atMillis) {
    List<String> used = new ArrayList<>();
    millis.forEach(
        (pluginKey, last) -> {
          if (last >= atMillis) {
            used.add(pluginKey);
          }
        });
    return used;
  }

  void forget(String pluginKey) {
    millis.remove(pluginKey);
    stored.remove(pluginKey);
  }

  static boolean isKey(String key) {
    return key.startsWith(PREFIX);
  }

  /** The plugin key of a record key. */
  static String pluginKey(String key) {
    return key.substring(PREFIX.length());
  }

  static String key(String pluginKey) {
    return PREFIX + pluginKey;
  }

  static byte[] encode(long atMillis) {
    return new RecordWriter(VERSION).number(atMillis).toBytes();
  }

  static long decode(byte[] value) throws MalformedRecordException {
    RecordReader in = new RecordReader(value, VERSION);
    long atMillis = in.number();
    in.end();
    return atMillis;
  }
}
