package io.heliograph.dashboard.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** How JSON is read: its length is bounded before, by the record that it came in. */
final class BoundedJson {
  private static final int NESTING_MAX = 200;

  /** Reads texts of any length, nested so deep at most. */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(NESTING_MAX)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private BoundedJson() {}
}
