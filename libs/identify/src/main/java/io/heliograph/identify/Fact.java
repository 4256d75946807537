package io.heliograph.identify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** One cell of the table of signatures; the table's head says how it is written. Immutable. */
sealed interface Fact {
  /** Whether it is so. */
  boolean holds(Sample sample) throws IOException;

  /** The first byte that it speaks of. */
  int offset();

  /** Reads a cell. */
  static Fact of(String cell) {
    if (cell.startsWith("size=")) {
      return new Size(Range.of(cell.substring(5)));
    }
    int end = 0;
    while (Character.isDigit(cell.charAt(end))) {
      end++;
    }
    int offset = Integer.parseInt(cell, 0, end, 10);
    if (cell.charAt(end) == ':') {
      return new Characters(offset, bytes(cell.substring(end + 1)));
    }
    int equals = cell.indexOf('=', end);
    String kind = cell.substring(end + 1, equals);
    String value = cell.substring(equals + 1);
    return switch (kind) {
      case "hex" -> new Digits(offset, 16, Integer.parseInt(value));
      case "octal" -> new Digits(offset, 8, Integer.parseInt(value));
      default -> new Field(offset, kind, Range.of(value));
    };
  }

  private static byte[] bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int at = 0; at < text.length(); at++) {
      if (text.startsWith("\\x", at)) {
        bytes.write(Integer.parseInt(text, at + 2, at + 4, 16));
        at += 3;
      } else {
        bytes.write(text.charAt(at));
      }
    }
    return bytes.toByteArray();
  }

  /** Numbers from one to another, both included. */
  record Range(long low, long high) {
    static Range of(String text) {
      int dots = text.indexOf("..");
      return new Range(Long.decode(text.substring(0, dots)), Long.decode(text.substring(dots + 2)));
    }

    boolean contains(long number) {
      return number >= low && number <= high;
    }
  }

  /** These bytes stand there. */
  record Characters(int offset, byte[] bytes) implements Fact {
    @Override
    public boolean holds(Sample sample) {
      return sample.has(offset, bytes);
    }
  }

  /** The number there is one of these; false when the content ends before. */
  record Field(int offset, String kind, Range range) implements Fact {
    @Override
    public boolean holds(Sample sample) throws IOException {
      return offset < sample.sizeBytes() && range.contains(number(sample));
    }

    private long number(Sample sample) throws IOException {
      return switch (kind) {
        case "u8" -> sample.u8(offset);
        case "u16le" -> sample.u16(offset);
        case "u16be" -> sample.u16big(offset);
        case "u32le" -> sample.u32(offset);
        case "u32be" -> sample.u32big(offset);
        default -> throw new IllegalStateException("no kind of number: " + kind);
      };
    }
  }

  /** So many digits stand there. */
  record Digits(int offset, int radix, int count) implements Fact {
    @Override
    public boolean holds(Sample sample) throws IOException {
      for (int at = offset; at < offset + count; at++) {
        if (Character.digit(sample.u8(at), radix) < 0) {
          return false;
        }
      }
      return true;
    }
  }

  /** The content has so many bytes. */
  record Size(Range range) implements Fact {
    @Override
    public boolean holds(Sample sample) {
      return range.contains(sample.sizeBytes());
    }

    @Override
    public int offset() {
      return 1;
    }
  }
}
