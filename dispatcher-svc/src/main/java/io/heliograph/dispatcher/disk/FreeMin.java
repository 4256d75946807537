package io.heliograph.dispatcher.disk;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of a disk has to stay free: a part of it and a size, of which the larger counts.
 *
 * @param text as it was configured
 * @param percent of the disk, 0 to 100
 * @param bytes at least
 */
record FreeMin(String text, BigDecimal percent, long bytes) {
  static final String KEY = "hub.disk.free-min";
  static final String DEFAULT = "5%,2GiB";

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,6})?)\\s*%");
  private static final Pattern SIZE =
      Pattern.compile("([0-9]{1,18})\\s*([KMGT]I?B?|B)?", Pattern.CASE_INSENSITIVE);
  private static final int SHOWN_CHARS = 40;

  /**
   * Reads what was configured.
   *
   * @throws IllegalArgumentException naming the key, the value's beginning and the rule
   */
  static FreeMin parse(String text) {
    BigDecimal percent = BigDecimal.ZERO;
    long bytes = 0;
    for (String part : text.split(",", -1)) {
      String one = part.strip();
      Matcher share = PERCENT.matcher(one);
      Matcher size = SIZE.matcher(one);
      if (share.matches() && new BigDecimal(share.group(1)).compareTo(HUNDRED) <= 0) {
        percent = percent.max(new BigDecimal(share.group(1)));
      } else if (size.matches()) {
        bytes = Math.max(bytes, bytes(text, size));
      } else {
        throw refused(text);
      }
    }
    return new FreeMin(text, percent, bytes);
  }

  private static long bytes(String text, Matcher size) {
    String unit = size.group(2) == null ? "B" : size.group(2).toUpperCase(Locale.ROOT);
    long factor =
        switch (unit.charAt(0)) {
          case 'K' -> 1L << 10;
          case 'M' -> 1L << 20;
          case 'G' -> 1L << 30;
          case 'T' -> 1L << 40;
          default -> 1;
        };
    try {
      return Math.multiplyExact(Long.parseLong(size.group(1)), factor);
    } catch (ArithmeticException tooLarge) {
      throw refused(text);
    }
  }

  private static IllegalArgumentException refused(String text) {
    String shown = text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "...";
    return new IllegalArgumentException(
        KEY
            + ": wants a part of the disk or a size, such as "
            + DEFAULT
            + ", found '"
            + shown
            + "'");
  }

  /** How many bytes that is of a disk of so many. */
  long of(long totalBytes) {
    long share =
        percent
            .multiply(BigDecimal.valueOf(totalBytes))
            .divide(HUNDRED, 0, RoundingMode.CEILING)
            .longValue();
    return Math.max(share, bytes);
  }

  /**
   * How many bytes a disk that was short needs free to count as one with room: a tenth of the bound
   * more, so that one event does not make it short again; less where the disk has no tenth to give.
   */
  long again(long totalBytes) {
    long bound = of(totalBytes);
    return bound + Math.max(0, Math.min(bound, totalBytes - bound)) / 10;
  }
}
