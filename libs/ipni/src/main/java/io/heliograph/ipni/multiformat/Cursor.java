package io.heliograph.ipni.multiformat;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.Verdict;
import java.util.Arrays;

/**
 * A position in bytes that others sent; reads uvarints and stretches and never goes past the end.
 * What is wrong is refused with the verdict and under the name of the field that it was made with.
 */
public final class Cursor {
  /** 63 bits: what fits a long that is not negative. */
  private static final int VARINT_BYTES_MAX = 9;

  private final byte[] bytes;
  private final Verdict verdict;
  private final String field;
  private int at;

  /** Over all of these bytes, which are not copied. */
  public Cursor(byte[] bytes, Verdict verdict, String field) {
    this.bytes = bytes;
    this.verdict = verdict;
    this.field = field;
  }

  /** How many bytes are left. */
  public int remaining() {
    return bytes.length - at;
  }

  /** How many bytes were read. */
  public int position() {
    return at;
  }

  /** The next uvarint: in as few bytes as it needs, at most 2^63-1. */
  public long varint() {
    long value = 0;
    for (int i = 0; i < VARINT_BYTES_MAX; i++) {
      if (at == bytes.length) {
        throw refused("ends within a varint");
      }
      int next = bytes[at++];
      value |= (long) (next & 0x7f) << (7 * i);
      if (next >= 0) {
        if (next == 0 && i > 0) {
          throw refused("has a varint that is longer than it needs to be");
        }
        return value;
      }
    }
    throw refused("has a varint over 2^63-1");
  }

  /** The next bytes; copied. */
  public byte[] take(long count) {
    if (count < 0 || count > remaining()) {
      throw refused("ends before the " + count + " bytes that it announces");
    }
    int from = at;
    at += (int) count;
    return Arrays.copyOfRange(bytes, from, at);
  }

  /** All that is left; copied. */
  public byte[] rest() {
    return take(remaining());
  }

  /** Refuses what is left. */
  public void end() {
    if (remaining() > 0) {
      throw refused("has " + remaining() + " bytes after its end");
    }
  }

  /** A refusal of these bytes for that reason. */
  public IpniException refused(String rule) {
    return IpniException.of(verdict, field, rule + ": " + Multibase.shown(bytes));
  }
}
