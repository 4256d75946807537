package io.heliograph.event.avro;

import io.heliograph.event.json.CorruptEventException;
import io.heliograph.event.json.JsonScanner;
import io.heliograph.event.json.Shape;
import io.heliograph.event.json.Shape.History;
import io.heliograph.event.json.Shape.Member;
import io.heliograph.event.json.Shape.Presence;

/**
 * Turns Avro into JSON as Azul writes it: empty values of optional members are left out. One pass;
 * recursion is bounded by the depth of the shapes. Not thread-safe.
 */
final class AvroReader {
  /** The year 1, which Azul writes where there is no time. */
  static final long ABSENT_TIME_MICROS = -62_135_596_800_000_000L;

  private static final long U32_MAX = 0xFFFF_FFFFL;
  private static final int RAW_NESTING_MAX = JsonScanner.DEPTH_MAX - 4;

  private final AvroInput input;
  private final int version;
  private final JsonOutput json;

  AvroReader(AvroInput input, int version, JsonOutput json) {
    this.input = input;
    this.version = version;
    this.json = json;
  }

  /** Reads a record; false when nothing was written between the braces. */
  boolean record(Shape shape) throws MalformedAvroException {
    json.raw('{');
    int start = json.size();
    for (Member member : shape.members()) {
      if (member.history() == History.SINCE_5 && version < 5) {
        continue;
      }
      if (member.history() == History.AFTER_LEGACY && version < AvroEvents.VERSION_6) {
        input.skip(input.readLength());
      }
      int before = json.size();
      json.raw(before == start ? "\"" : ",\"").raw(member.name()).raw("\":");
      if (!value(shape, member) && member.presence() != Presence.ALWAYS) {
        json.cutTo(before);
      }
    }
    boolean written = json.size() > start;
    json.raw('}');
    return written;
  }

  /** Reads a value; false when it is its type's empty one. */
  private boolean value(Shape shape, Member member) throws MalformedAvroException {
    return switch (member.type()) {
      case TEXT, NAME, FEATURE_TYPE -> text();
      case U32 -> whole(member);
      case U64 -> {
        long number = input.readFixed();
        json.raw(Long.toUnsignedString(number));
        yield number != 0;
      }
      case BOOL -> {
        boolean flag = input.readBoolean();
        json.raw(flag ? "true" : "false");
        yield flag;
      }
      case DOUBLE -> {
        double number = input.readDouble();
        boolean usable = Double.isFinite(number) && number != 0;
        json.raw(usable ? Double.toString(number) : "0");
        yield usable;
      }
      case TIME -> time();
      case RAW, RAW_OBJECT -> rawJson(shape, member);
      case TEXTS -> texts();
      case TEXT_MAP -> textMap();
      case RECORD -> record(member.inner());
      case RECORDS -> records(member.inner());
    };
  }

  private boolean text() throws MalformedAvroException {
    int length = input.readLength();
    json.text(input.bytes(), input.position(), input.position() + length);
    input.skip(length);
    return length > 0;
  }

  private boolean whole(Member member) throws MalformedAvroException {
    int start = input.position();
    long number = input.readLong();
    if (member.name().equals("model_version")) {
      json.raw(Integer.toString(AvroEvents.VERSION_6));
      return true;
    }
    if (number < 0 || number > U32_MAX) {
      throw MalformedAvroException.at(start, member.name() + " is beyond 32 bits");
    }
    json.raw(Long.toString(number));
    return number != 0;
  }

  private boolean time() throws MalformedAvroException {
    int start = input.position();
    long micros = input.readLong();
    if (!json.time(micros)) {
      throw MalformedAvroException.at(start, "a time is not between the years 0 and 9999");
    }
    return micros != ABSENT_TIME_MICROS;
  }

  private boolean rawJson(Shape shape, Member member) throws MalformedAvroException {
    int length = input.readLength();
    int start = input.position();
    input.skip(length);
    if (length == 0) {
      json.raw(shape.emptyValue(member));
      return false;
    }
    try {
      JsonScanner scanner = new JsonScanner(input.bytes(), start, start + length, RAW_NESTING_MAX);
      int first = scanner.peek();
      scanner.skip();
      scanner.expectEnd();
      if (member.type() == Shape.Type.RAW_OBJECT && first != '{' && first != 'n') {
        throw MalformedAvroException.at(start, member.name() + " is not an object");
      }
      if (first == 'n') {
        json.raw(shape.emptyValue(member));
        return false;
      }
    } catch (CorruptEventException corrupt) {
      throw MalformedAvroException.at(start, member.name() + " is not JSON");
    }
    json.raw(input.bytes(), start, start + length);
    return true;
  }

  private boolean texts() throws MalformedAvroException {
    json.raw('[');
    int start = json.size();
    AvroInput.Blocks blocks = input.blocks();
    while (blocks.next()) {
      json.separate(start);
      text();
    }
    boolean written = json.size() > start;
    json.raw(']');
    return written;
  }

  private boolean textMap() throws MalformedAvroException {
    json.raw('{');
    int start = json.size();
    AvroInput.Blocks blocks = input.blocks();
    while (blocks.next()) {
      json.separate(start);
      text();
      json.raw(':');
      text();
    }
    boolean written = json.size() > start;
    json.raw('}');
    return written;
  }

  private boolean records(Shape shape) throws MalformedAvroException {
    json.raw('[');
    int start = json.size();
    AvroInput.Blocks blocks = input.blocks();
    while (blocks.next()) {
      json.separate(start);
      record(shape);
    }
    boolean written = json.size() > start;
    json.raw(']');
    return written;
  }
}
