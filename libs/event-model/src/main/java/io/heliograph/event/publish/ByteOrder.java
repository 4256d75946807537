package io.heliograph.event.publish;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Sorts text by its UTF-8 bytes, as Azul does; differs from Java's order beyond U+FFFF. */
final class ByteOrder {
  private static final Comparator<String> BYTES =
      (one, other) ->
          Arrays.compareUnsigned(
              one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

  private ByteOrder() {}

  static List<String> sorted(Collection<String> texts) {
    if (texts.size() < 2) {
      return List.copyOf(texts);
    }
    List<String> sorted = new ArrayList<>(texts);
    sorted.sort(BYTES);
    return sorted;
  }
}
