package io.heliograph.coordinator.log;

import io.heliograph.event.EventHeaders;
import org.jspecify.annotations.Nullable;

/**
 * One record of a partition.
 *
 * @param leaderEpoch the leader's epoch, or -1 when unknown
 * @param timestampMillis the record's time, milliseconds since 1970
 * @param headers null when the record cannot be decoded (tombstone, garbage): it is passed over
 * @param json the event as stored
 */
public record LogRecord(
    long offset,
    int leaderEpoch,
    long timestampMillis,
    String key,
    @Nullable EventHeaders headers,
    byte[] json) {

  /** About what this record costs in memory, in bytes. */
  public long bytes() {
    return json.length + 320L;
  }
}
