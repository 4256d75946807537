package io.heliograph.reconciliation.range;

import java.util.ArrayList;
import java.util.List;

/** Ranges of a message to be: neighbours of which nothing is said become one. */
final class RangeList {
  private final List<Range> ranges = new ArrayList<>();

  void add(Range range) {
    boolean joins =
        range.says() instanceof Range.Done
            && !ranges.isEmpty()
            && ranges.getLast().says() instanceof Range.Done;
    if (joins) {
      ranges.removeLast();
    }
    ranges.add(range);
  }

  RangeMessage message() {
    return new RangeMessage(ranges);
  }
}
