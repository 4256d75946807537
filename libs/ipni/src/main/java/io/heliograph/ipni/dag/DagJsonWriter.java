package io.heliograph.ipni.dag;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Multibase;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;

/** {@link DagWriter} of DAG-JSON. */
final class DagJsonWriter implements DagWriter {
  private static final String HEX = "0123456789abcdef";

  private final ByteArrayOutputStream out;

  /** What ends each open map or list. */
  private final Deque<Character> ends = new ArrayDeque<>();

  /** The next element of the open map or list has one before it. */
  private boolean comma;

  DagJsonWriter(ByteArrayOutputStream out) {
    this.out = out;
  }

  @Override
  public Comparator<String> keyOrder() {
    return KeyOrder.BY_BYTES;
  }

  @Override
  public DagWriter map(int members) {
    return open('{', '}');
  }

  @Override
  public DagWriter list(int elements) {
    return open('[', ']');
  }

  private DagWriter open(char begin, char end) {
    separate();
    out.write(begin);
    ends.push(end);
    comma = false;
    return this;
  }

  @Override
  public DagWriter key(String key) {
    separate();
    quoted(key);
    out.write(':');
    comma = false;
    return this;
  }

  @Override
  public DagWriter end() {
    out.write(ends.pop());
    comma = true;
    return this;
  }

  @Override
  public DagWriter text(String text) {
    separate();
    quoted(text);
    return this;
  }

  @Override
  public DagWriter bytes(byte[] bytes) {
    return ascii("{\"/\":{\"bytes\":\"" + Multibase.BASE64.encodeBare(bytes) + "\"}}");
  }

  @Override
  public DagWriter link(Cid cid) {
    return ascii("{\"/\":\"" + cid + "\"}");
  }

  @Override
  public DagWriter integer(long number) {
    return ascii(Long.toString(number));
  }

  @Override
  public DagWriter bool(boolean truth) {
    return ascii(Boolean.toString(truth));
  }

  @Override
  public DagWriter nul() {
    return ascii("null");
  }

  private DagWriter ascii(String text) {
    separate();
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  private void separate() {
    if (comma) {
      out.write(',');
    }
    comma = true;
  }

  private void quoted(String text) {
    out.write('"');
    for (byte next : KeyOrder.utf8(text)) {
      switch (next) {
        case '"', '\\' -> escaped((char) next);
        case '\b' -> escaped('b');
        case '\t' -> escaped('t');
        case '\n' -> escaped('n');
        case '\f' -> escaped('f');
        case '\r' -> escaped('r');
        default -> {
          if (next >= 0 && next < 0x20) {
            String digits = "\\u00" + HEX.charAt(next >> 4) + HEX.charAt(next & 15);
            out.writeBytes(digits.getBytes(StandardCharsets.US_ASCII));
          } else {
            out.write(next);
          }
        }
      }
    }
    out.write('"');
  }

  private void escaped(char letter) {
    out.write('\\');
    out.write(letter);
  }
}
