package io.heliograph.dispatcher.content;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import java.util.Optional;

/**
 * One range of a file, both ends included (contract dispatcher.md part 2 section 7, part 1 row 14).
 */
record ByteRange(long first, long last) {
  private static final String UNIT = "bytes=";
  private static final long BEFORE_LAST_DIGIT = Long.MAX_VALUE / 10 - 1;

  long length() {
    return last - first + 1;
  }

  /**
   * The range that a header asks for.
   *
   * @param size of the file
   * @return empty when it begins beyond the end: the answer is 416
   * @throws HubException 400 when the header is no single range of bytes
   */
  static Optional<ByteRange> parse(String header, long size) {
    boolean bytes = header.regionMatches(true, 0, UNIT, 0, UNIT.length());
    String range = bytes ? header.substring(UNIT.length()) : "";
    int dash = range.indexOf('-');
    if (dash < 0 || range.length() < 2) {
      throw invalid();
    }
    if (dash == 0) {
      long suffix = number(range, 1, range.length());
      return suffix == 0 || size == 0
          ? Optional.empty()
          : Optional.of(new ByteRange(Math.max(0, size - suffix), size - 1));
    }
    long first = number(range, 0, dash);
    boolean open = dash == range.length() - 1;
    long last = open ? Long.MAX_VALUE : number(range, dash + 1, range.length());
    if (first > last) {
      throw invalid();
    }
    return first >= size
        ? Optional.empty()
        : Optional.of(new ByteRange(first, Math.min(last, size - 1)));
  }

  /** A number of any length; what is beyond a long is as good as its largest. */
  private static long number(String text, int from, int to) {
    if (to - from < 1) {
      throw invalid();
    }
    long number = 0;
    for (int i = from; i < to; i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        throw invalid();
      }
      number = number > BEFORE_LAST_DIGIT ? Long.MAX_VALUE : number * 10 + (digit - '0');
    }
    return number;
  }

  private static HubException invalid() {
    return new HubException(ErrorCode.INVALID_RANGE, "invalid range provided");
  }
}
