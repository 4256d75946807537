package io.heliograph.ipni.dag;

import io.heliograph.ipni.multiformat.Cid;
import java.io.ByteArrayOutputStream;
import java.util.Comparator;

/** {@link DagWriter} of DAG-CBOR. */
final class DagCborWriter implements DagWriter {
  private static final int FALSE = 0xf4;
  private static final int TRUE = 0xf5;
  private static final int NULL = 0xf6;
  private static final int LINK_TAG = 42;

  private final ByteArrayOutputStream out;

  DagCborWriter(ByteArrayOutputStream out) {
    this.out = out;
  }

  @Override
  public Comparator<String> keyOrder() {
    return KeyOrder.BY_LENGTH;
  }

  @Override
  public DagWriter map(int members) {
    return head(5, members);
  }

  @Override
  public DagWriter list(int elements) {
    return head(4, elements);
  }

  @Override
  public DagWriter key(String key) {
    return text(key);
  }

  @Override
  public DagWriter end() {
    return this;
  }

  @Override
  public DagWriter text(String text) {
    byte[] utf8 = KeyOrder.utf8(text);
    head(3, utf8.length);
    out.writeBytes(utf8);
    return this;
  }

  @Override
  public DagWriter bytes(byte[] bytes) {
    head(2, bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  @Override
  public DagWriter link(Cid cid) {
    byte[] bytes = cid.bytes();
    head(6, LINK_TAG);
    head(2, bytes.length + 1L);
    out.write(0);
    out.writeBytes(bytes);
    return this;
  }

  @Override
  public DagWriter integer(long number) {
    return number < 0 ? head(1, ~number) : head(0, number);
  }

  @Override
  public DagWriter bool(boolean truth) {
    out.write(truth ? TRUE : FALSE);
    return this;
  }

  @Override
  public DagWriter nul() {
    out.write(NULL);
    return this;
  }

  /** Kind and number in as few bytes as the number needs. */
  private DagWriter head(int major, long number) {
    int kind = major << 5;
    if (number < 24) {
      out.write(kind | (int) number);
    } else {
      int power = number <= 0xff ? 0 : number <= 0xffff ? 1 : number <= 0xffffffffL ? 2 : 3;
      out.write(kind | 24 + power);
      for (int shift = (8 << power) - 8; shift >= 0; shift -= 8) {
        out.write((int) (number >>> shift));
      }
    }
    return this;
  }
}
