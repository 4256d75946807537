package io.heliograph.record.rule;

import io.heliograph.record.Unsigned;
import java.util.ArrayList;
import java.util.List;

/**
 * Ranges of tags, as an operator names those that an instance accepts: {@code 0-999,20001,20003-}.
 * Numbers of 64 bits without sign; a range without an end goes to the last one.
 *
 * @param ranges the ranges, in the order in which they were named
 */
public record TagRanges(List<Range> ranges) {
  /** No tag. */
  public static final TagRanges NONE = new TagRanges(List.of());

  /** Copies. */
  public TagRanges {
    ranges = List.copyOf(ranges);
  }

  /**
   * One range.
   *
   * @param first the first tag, without sign
   * @param last the last one, without sign
   */
  public record Range(long first, long last) {
    /** Checks it. */
    public Range {
      if (Long.compareUnsigned(first, last) > 0) {
        throw new IllegalArgumentException(
            "tags: ends before it begins: " + Unsigned.text(first) + "-" + Unsigned.text(last));
      }
    }

    private boolean contains(long tag) {
      return Long.compareUnsigned(first, tag) <= 0 && Long.compareUnsigned(tag, last) <= 0;
    }
  }

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException when a part is no number and no range
   */
  public static TagRanges parse(String text) {
    List<Range> ranges = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String range = part.strip();
      if (!range.isEmpty()) {
        ranges.add(range(range));
      } else if (!text.isBlank()) {
        throw new IllegalArgumentException("tags: an empty part in " + text);
      }
    }
    return new TagRanges(ranges);
  }

  private static Range range(String text) {
    int dash = text.indexOf('-');
    if (dash < 0) {
      long tag = Unsigned.parse(text);
      return new Range(tag, tag);
    }
    String last = text.substring(dash + 1).strip();
    return new Range(
        Unsigned.parse(text.substring(0, dash).strip()),
        last.isEmpty() ? -1 : Unsigned.parse(last));
  }

  /** Whether one of them has that tag. */
  public boolean contains(long tag) {
    return ranges.stream().anyMatch(range -> range.contains(tag));
  }
}
