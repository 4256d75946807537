package io.heliograph.record.tag;

import io.heliograph.record.Bytes;
import io.heliograph.record.json.Json;
import io.heliograph.record.json.JsonException;
import io.heliograph.record.json.JsonReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a record's data may be used, by their members {@code not_before} and {@code expires}.
 * Records never expire by themselves: whoever uses one asks this.
 *
 * @param notBefore not before; null when nothing is said
 * @param expires not from then on; null when nothing is said
 */
public record Validity(@Nullable Instant notBefore, @Nullable Instant expires) {
  private static final int DEPTH_MAX = 16;

  /**
   * What the data say.
   *
   * @throws IllegalArgumentException when they are no JSON object, or say a time that is none: they
   *     are not to be used then
   */
  public static Validity of(Bytes data) {
    try {
      if (JsonReader.read(data.toArray(), DEPTH_MAX) instanceof Json.Members(var members)) {
        return new Validity(time(members, "not_before"), time(members, "expires"));
      }
    } catch (JsonException e) {
      throw new IllegalArgumentException("data: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException("data: no JSON object");
  }

  private static @Nullable Instant time(Map<String, Json> members, String name) {
    Json value = members.get(name);
    if (value == null || value instanceof Json.Null) {
      return null;
    }
    if (value instanceof Json.Text(String text)) {
      try {
        return Instant.parse(text);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(name + ": no time as 2026-11-30T20:00:00Z", e);
      }
    }
    throw new IllegalArgumentException(name + ": no text");
  }

  /** Whether they may be used at that time. */
  public boolean includes(Instant now) {
    return (notBefore == null || !now.isBefore(notBefore))
        && (expires == null || now.isBefore(expires));
  }
}
