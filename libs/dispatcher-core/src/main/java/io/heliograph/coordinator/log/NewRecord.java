package io.heliograph.coordinator.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that is to be written.
 *
 * @param partition {@link #BY_KEY} when its key says where it goes
 * @param timestampMillis milliseconds since 1970; {@link #NOW} for the time at which it is written
 * @param value null for a tombstone
 */
public record NewRecord(
    String topic,
    int partition,
    long timestampMillis,
    byte[] key,
    byte @Nullable [] value,
    List<Header> headers) {
  /** A partition that follows from the key. */
  public static final int BY_KEY = -1;

  /** The time at which the record is written. */
  public static final long NOW = -1;

  /** A header; a record may have several of one name. */
  public record Header(String name, byte[] value) {}

  /** Copies the headers. */
  public NewRecord {
    headers = List.copyOf(headers);
  }

  /** A record without headers. */
  public static NewRecord of(String topic, int partition, String key, byte @Nullable [] value) {
    return new NewRecord(
        topic, partition, NOW, key.getBytes(StandardCharsets.UTF_8), value, List.of());
  }

  /** A record whose partition follows from its key, without headers yet. */
  public static NewRecord keyed(
      String topic, long timestampMillis, String key, byte @Nullable [] value) {
    return new NewRecord(
        topic, BY_KEY, timestampMillis, key.getBytes(StandardCharsets.UTF_8), value, List.of());
  }

  /** The same with these headers behind its own. */
  public NewRecord with(List<Header> more) {
    List<Header> all = new ArrayList<>(headers);
    all.addAll(more);
    return new NewRecord(topic, partition, timestampMillis, key, value, all);
  }
}
