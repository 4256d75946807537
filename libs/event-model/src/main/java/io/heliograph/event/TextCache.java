package io.heliograph.event;

import io.heliograph.event.EventHeaders.StreamLabel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Gives the same text object for the same bytes again: header values such as sources and authors
 * come millions of times. A fixed number of slots, the latest wins; thread-safe without locks.
 */
final class TextCache {
  private static final int SLOTS = 1024;
  private static final int BYTES_MAX = 128;

  @SuppressWarnings("ArrayRecordComponent") // private; never compared as a record
  private record Entry(byte[] bytes, String text, List<StreamLabel> streams) {}

  private final AtomicReferenceArray<@Nullable Entry> slots = new AtomicReferenceArray<>(SLOTS);

  /** The bytes as text. */
  String of(byte[] bytes) {
    return bytes.length > BYTES_MAX ? text(bytes) : entry(bytes).text;
  }

  /** The bytes as the header {@code streams}. */
  List<StreamLabel> streamsOf(byte[] bytes) {
    return bytes.length > BYTES_MAX
        ? EventHeaders.Builder.streams(text(bytes))
        : entry(bytes).streams;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private Entry entry(byte[] bytes) {
    int hash = Arrays.hashCode(bytes);
    int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
    Entry entry = slots.getPlain(slot);
    if (entry == null || !Arrays.equals(entry.bytes, bytes)) {
      String text = text(bytes);
      entry = new Entry(bytes.clone(), text, EventHeaders.Builder.streams(text));
      slots.setRelease(slot, entry);
    }
    return entry;
  }
}
