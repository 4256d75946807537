package io.heliograph.identify;

import java.io.IOException;

/**
 * Tells tar archives by the checksum of their first header: the name of a member may be any other
 * format's mark.
 */
final class TarFormats {
  private static final int HEADER_BYTES = 512;
  private static final int SUM_AT = 148;
  private static final int SUM_END = 156;

  private TarFormats() {}

  /** Whether the first header has the sum of its bytes, signed or not, as writers differ. */
  static boolean is(Sample sample) throws IOException {
    if (sample.sizeBytes() < HEADER_BYTES || sample.u8(0) == 0) {
      return false;
    }
    int unsigned = 0;
    int signed = 0;
    boolean padded = false;
    for (int at = 0; at < HEADER_BYTES; at++) {
      int value = at >= SUM_AT && at < SUM_END ? ' ' : sample.u8(at);
      unsigned += value;
      signed += (byte) value;
      padded |= value == 0;
    }
    int written = written(sample);
    return padded && (written == unsigned || written == signed);
  }

  private static int written(Sample sample) throws IOException {
    int sum = 0;
    int digits = 0;
    for (int at = SUM_AT; at < SUM_END; at++) {
      int digit = sample.u8(at) - '0';
      if (digit >= 0 && digit < 8) {
        sum = sum * 8 + digit;
        digits++;
      }
    }
    return digits >= 4 ? sum : -1;
  }
}
