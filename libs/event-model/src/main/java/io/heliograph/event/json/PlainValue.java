package io.heliograph.event.json;

import io.heliograph.event.Statuses;
import io.heliograph.event.json.Shape.Member;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the value of a member that is no record: checks its type and keeps what is marked. */
final class PlainValue {
  private static final long U32_MAX = 0xFFFF_FFFFL;

  private PlainValue() {}

  /** Reads the value, or passes over one that is noted among the faults. */
  static void read(JsonScanner scanner, Shape shape, Member member, Node node, Faults faults)
      throws CorruptEventException {
    int start = scanner.position();
    int level = scanner.depth();
    try {
      value(scanner, shape, member, node);
    } catch (CorruptEventException corrupt) {
      boolean own = corrupt.kind() == CorruptEventException.Kind.VALUE;
      faults.passOver(scanner, start, level, own ? corrupt.in(nameOf(shape, member)) : corrupt);
    }
  }

  private static void value(JsonScanner scanner, Shape shape, Member member, Node node)
      throws CorruptEventException {
    switch (member.type()) {
      case TEXT, NAME, FEATURE_TYPE, TIME -> text(scanner, shape, member, node);
      case U32, U64, DOUBLE -> number(scanner, shape, member, node);
      case BOOL -> {
        if (scanner.peek() != 't' && scanner.peek() != 'f') {
          throw wrongType(shape, member, "true or false");
        }
        boolean value = scanner.bool();
        if (member.keep()) {
          node.set(member.slot(), value);
        }
      }
      case RAW -> scanner.skip();
      case RAW_OBJECT -> {
        requireNext(scanner, '{', shape, member);
        int start = scanner.position();
        scanner.skip();
        if (member.keep()) {
          scanner.kept().text(scanner.position() - start);
          node.set(member.slot(), Arrays.copyOfRange(scanner.bytes(), start, scanner.position()));
        }
      }
      case TEXTS -> texts(scanner, shape, member);
      case TEXT_MAP -> textMap(scanner, shape, member, node);
      case RECORD, RECORDS -> throw new IllegalStateException(member.name() + " is no plain value");
    }
  }

  private static void text(JsonScanner scanner, Shape shape, Member member, Node node)
      throws CorruptEventException {
    requireNext(scanner, '"', shape, member);
    scanner.string();
    if (member.type() == Shape.Type.TIME && !scanner.textIsTime()) {
      throw wrongType(shape, member, "a time as in RFC 3339: " + textBegin(scanner));
    }
    if (scanner.isStrict()) {
      ReadableText.require(scanner, member.type());
    }
    if (member.keep()) {
      node.set(member.slot(), keptText(scanner));
    }
  }

  private static String keptText(JsonScanner scanner) {
    scanner.kept().text(scanner.textEnd() - scanner.textStart());
    return scanner.text();
  }

  private static void number(JsonScanner scanner, Shape shape, Member member, Node node)
      throws CorruptEventException {
    int next = scanner.peek();
    if (next != '-' && (next < '0' || next > '9')) {
      throw wrongType(shape, member, "a number");
    }
    scanner.number();
    if (member.type() == Shape.Type.DOUBLE) {
      if (Double.isInfinite(scanner.toDouble())) {
        throw wrongType(shape, member, "a number that a double can hold");
      }
      return;
    }
    long value = scanner.unsigned(nameOf(shape, member));
    if (member.type() == Shape.Type.U32 && (value < 0 || value > U32_MAX)) {
      throw wrongType(shape, member, "an integer from 0 to 2^32-1");
    }
    if (member.keep()) {
      node.set(member.slot(), value);
    }
  }

  private static void texts(JsonScanner scanner, Shape shape, Member member)
      throws CorruptEventException {
    requireNext(scanner, '[', shape, member);
    scanner.expect('[');
    if (!scanner.next(']')) {
      do {
        requireNext(scanner, '"', shape, member);
        scanner.string();
      } while (scanner.next(','));
      scanner.expect(']');
    }
  }

  private static void textMap(JsonScanner scanner, Shape shape, Member member, Node node)
      throws CorruptEventException {
    requireNext(scanner, '{', shape, member);
    Map<String, String> map = member.keep() ? new LinkedHashMap<>() : Map.of();
    scanner.expect('{');
    if (!scanner.next('}')) {
      do {
        scanner.kept().record();
        scanner.string();
        if (scanner.isStrict() && member.name().equals("references")) {
          ReadableText.require(scanner, Shape.Type.NAME);
        }
        String key = member.keep() ? keptText(scanner) : "";
        scanner.expect(':');
        requireNext(scanner, '"', shape, member);
        scanner.string();
        if (member.keep() && map.put(key, keptText(scanner)) != null) {
          throw CorruptEventException.value("must not have a key twice: " + Excerpt.of(key));
        }
      } while (scanner.next(','));
      scanner.expect('}');
    }
    if (member.keep()) {
      node.set(member.slot(), map);
    }
  }

  /**
   * Checks how the next value begins.
   *
   * @throws CorruptEventException naming the member and what it must be
   */
  static void requireNext(JsonScanner scanner, char wanted, Shape shape, Member member)
      throws CorruptEventException {
    if (scanner.peek() != wanted) {
      throw wrongType(
          shape,
          member,
          described(member.type())
              + ", found "
              + Excerpt.found(scanner.bytes(), scanner.position(), scanner.end()));
    }
  }

  private static String described(Shape.Type type) {
    return switch (type) {
      case TEXT, NAME, FEATURE_TYPE -> "text";
      case TIME -> "a time as text";
      case TEXTS -> "a list of text";
      case TEXT_MAP -> "an object of text";
      case RAW_OBJECT, RECORD -> "an object";
      case RECORDS -> "a list of objects";
      case U32, U64, DOUBLE -> "a number";
      case BOOL -> "true or false";
      case RAW -> "anything";
    };
  }

  private static String textBegin(JsonScanner scanner) {
    return Excerpt.of(scanner.bytes(), scanner.textStart(), scanner.textEnd());
  }

  /** Whether the last string is that ASCII text; long ones are not made text of. */
  private static boolean isText(JsonScanner scanner, String wanted) {
    return scanner.textEnd() - scanner.textStart() <= 6 * wanted.length()
        && scanner.text().equals(wanted);
  }

  static String nameOf(Shape shape, Member member) {
    return shape.name() + "." + member.name();
  }

  static CorruptEventException twice(Shape shape, Member member) {
    return CorruptEventException.value("must not be given twice").in(nameOf(shape, member));
  }

  private static CorruptEventException wrongType(Shape shape, Member member, String wanted) {
    return CorruptEventException.shape(nameOf(shape, member), "must be " + wanted);
  }

  /** Whether the status whose entity is being read is a final success; its text may come later. */
  static boolean isCompleted(JsonScanner scanner, Node entity) throws CorruptEventException {
    return Statuses.isCompleted(
        entity.has("status") ? entity.text("status") : laterText(scanner, "status"));
  }

  /** The text of a member of the record being read that comes later; empty when there is none. */
  private static String laterText(JsonScanner scanner, String wanted) throws CorruptEventException {
    JsonScanner ahead = scanner.lookAhead();
    ahead.skip();
    while (ahead.next(',')) {
      ahead.string();
      boolean found = isText(ahead, wanted);
      ahead.expect(':');
      if (found && ahead.peek() == '"') {
        ahead.string();
        return ahead.text();
      }
      ahead.skip();
    }
    return "";
  }
}
