package io.heliograph.event.avro;

/**
 * Reads the Avro of one model version and writes the stored JSON, field by field in Avro order. One
 * per datum, one thread. Recursion ends with the shapes: no shape contains itself.
 */
final class EventReader {
  private static final long U32_MAX = 0xFFFF_FFFFL;
  private static final int FIRST_CAPACITY = 1 << 16;

  private final AvroCursor in;
  private final int version;
  private final Sink out;

  EventReader(AvroCursor in, int version) {
    this.in = in;
    this.version = version;
    this.out = new Sink(Math.min(in.remaining(), FIRST_CAPACITY));
  }

  /** Reads one record. The answer is its JSON. */
  byte[] read(Shape shape) throws MalformedAvroException {
    out.truncate(0);
    record(shape);
    return out.toArray();
  }

  /** Reads a value, writes its JSON, and says whether it was the zero value. */
  private boolean value(Kind kind) throws MalformedAvroException {
    return switch (kind) {
      case Kind.Scalar scalar -> scalar(scalar);
      case Kind.ListOf list -> list(list.item());
      case Shape shape -> record(shape);
    };
  }

  private boolean record(Shape shape) throws MalformedAvroException {
    out.put('{');
    int open = out.size();
    for (Field field : shape.fields(version)) {
      int mark = out.size();
      if (mark > open) {
        out.put(',');
      }
      out.put(field.jsonKey());
      boolean zero = value(field.kind());
      if (field.dropped() || (zero && field.optional())) {
        out.truncate(mark);
      }
    }
    boolean empty = out.size() == open;
    out.put('}');
    return empty;
  }

  private boolean list(Kind item) throws MalformedAvroException {
    out.put('[');
    int open = out.size();
    for (int left = in.blockCount(); left != 0; left = in.blockCount()) {
      for (; left > 0; left--) {
        if (out.size() > open) {
          out.put(',');
        }
        value(item);
      }
    }
    boolean empty = out.size() == open;
    out.put(']');
    return empty;
  }

  private boolean scalar(Kind.Scalar scalar) throws MalformedAvroException {
    return switch (scalar) {
      case TEXT -> text();
      case TEXT_MAP -> new TextMapReader(in, out).read();
      case U32 -> u32();
      case U64 -> number(in.bigEndian());
      case TIME -> time();
      case RAW_JSON -> rawJson();
      case BOOLEAN -> flag();
      case DOUBLE -> floating();
      case VERSION -> version();
    };
  }

  private boolean text() throws MalformedAvroException {
    int length = in.length();
    int from = in.position();
    if (!JsonBytes.putString(in.bytes(), from, from + length, out)) {
      throw in.malformed("string of invalid UTF-8");
    }
    in.moveTo(from + length);
    return length == 0;
  }

  private boolean u32() throws MalformedAvroException {
    long value = in.varint();
    if (value < 0 || value > U32_MAX) {
      throw in.malformed("number outside of 32 bits");
    }
    return number(value);
  }

  private boolean number(long unsigned) {
    out.ascii(Long.toUnsignedString(unsigned));
    return unsigned == 0;
  }

  private boolean time() throws MalformedAvroException {
    long micros = in.varint();
    if (!Rfc3339.hasText(micros)) {
      throw in.malformed("time outside of the years 0000 to 9999");
    }
    Rfc3339.put(micros, out);
    return micros == Rfc3339.ABSENT_MICROS;
  }

  private boolean rawJson() throws MalformedAvroException {
    int length = in.length();
    int from = in.position();
    if (length > 0 && !JsonBytes.isValue(in.bytes(), from, from + length)) {
      throw in.malformed("raw member that is not JSON");
    }
    out.put(in.bytes(), from, length);
    in.moveTo(from + length);
    return length == 0;
  }

  private boolean flag() throws MalformedAvroException {
    boolean value = in.flag();
    out.ascii(value ? "true" : "false");
    return !value;
  }

  private boolean floating() throws MalformedAvroException {
    double value = Double.longBitsToDouble(in.littleEndian());
    if (!Double.isFinite(value)) {
      throw in.malformed("number that JSON does not have");
    }
    JsonBytes.putDouble(value, out);
    return value == 0;
  }

  private boolean version() throws MalformedAvroException {
    in.varint();
    out.put('0' + Shape.NEWEST);
    return false;
  }
}
