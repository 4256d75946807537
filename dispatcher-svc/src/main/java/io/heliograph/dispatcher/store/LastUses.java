package io.heliograph.dispatcher.store;

import io.heliograph.dispatcher.cursor.MalformedRecordException;
import io.heliograph.dispatcher.cursor.RecordReader;
import io.heliograph.dispatcher.cursor.RecordWriter;
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

  void used(String pluginKey, long atMillis) {
    millis.put(pluginKey, atMillis);
  }

  /** When this replica last served it, milliseconds since 1970; 0 when never. */
  long of(String pluginKey) {
    return millis.getOrDefault(pluginKey, 0L);
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
