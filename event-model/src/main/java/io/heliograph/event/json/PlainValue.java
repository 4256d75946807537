package io.heliograph.event.json;

import io.heliograph.event.json.Shape.Member;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the value of a member that is no record: checks its type and keeps what is marked. */
final class PlainValue {
  private PlainValue() {}

  static void read(JsonScanner scanner, Shape shape, Member member, Node node)
      throws CorruptEventException {
    switch (member.type()) {
      case TEXT -> {
        requireNext(scanner, '"', nameOf(shape, member), "text");
        scanner.string();
        if (member.keep()) {
          node.set(member.index(), scanner.text());
        }
      }
      case TIME -> {
        requireNext(scanner, '"', nameOf(shape, member), "text");
        scanner.string();
        String text = scanner.text();
        if (!Rfc3339.isValid(text)) {
          throw wrongType(nameOf(shape, member), "a time as in RFC 3339");
        }
        if (member.keep()) {
          node.set(member.index(), text);
        }
      }
      case U32, U64, DOUBLE -> number(scanner, shape, member, node);
      case BOOL -> {
        if (scanner.peek() != 't' && scanner.peek() != 'f') {
          throw wrongType(nameOf(shape, member), "true or false");
        }
        boolean value = scanner.bool();
        if (member.keep()) {
          node.set(member.index(), value);
        }
      }
      case RAW -> scanner.skip();
      case RAW_OBJECT -> {
        requireNext(scanner, '{', nameOf(shape, member), "an object");
        scanner.skip();
      }
      case TEXTS -> texts(scanner, nameOf(shape, member));
      case TEXT_MAP -> textMap(scanner, shape, member, node);
      case RECORD, RECORDS -> throw new IllegalStateException(member.name() + " is no plain value");
    }
  }

  private static void number(JsonScanner scanner, Shape shape, Member member, Node node)
      throws CorruptEventException {
    int next = scanner.peek();
    if (next != '-' && (next < '0' || next > '9')) {
      throw wrongType(nameOf(shape, member), "a number");
    }
    scanner.number();
    if (member.type() == Shape.Type.DOUBLE) {
      return;
    }
    long value = scanner.unsigned(nameOf(shape, member));
    if (member.type() == Shape.Type.U32 && (value < 0 || value > 0xFFFF_FFFFL)) {
      throw wrongType(nameOf(shape, member), "an integer from 0 to 2^32-1");
    }
    if (member.keep()) {
      node.set(member.index(), value);
    }
  }

  private static void texts(JsonScanner scanner, String name) throws CorruptEventException {
    requireNext(scanner, '[', name, "a list");
    scanner.expect('[');
    if (!scanner.next(']')) {
      do {
        requireNext(scanner, '"', name, "a list of text");
        scanner.string();
      } while (scanner.next(','));
      scanner.expect(']');
    }
  }

  private static void textMap(JsonScanner scanner, Shape shape, Member member, Node node)
      throws CorruptEventException {
    requireNext(scanner, '{', nameOf(shape, member), "an object");
    Map<String, String> map = new LinkedHashMap<>();
    scanner.expect('{');
    if (!scanner.next('}')) {
      do {
        scanner.string();
        String key = scanner.text();
        scanner.expect(':');
        requireNext(scanner, '"', nameOf(shape, member), "an object of text");
        scanner.string();
        if (member.keep()) {
          map.put(key, scanner.text());
        }
      } while (scanner.next(','));
      scanner.expect('}');
    }
    if (member.keep()) {
      node.set(member.index(), map);
    }
  }

  static void requireNext(JsonScanner scanner, char wanted, String name, String what)
      throws CorruptEventException {
    if (scanner.peek() != wanted) {
      throw wrongType(name, what);
    }
  }

  static String nameOf(Shape shape, Member member) {
    return shape.name() + "." + member.name();
  }

  static CorruptEventException wrongType(String member, String wanted) {
    return CorruptEventException.shape(member, "must be " + wanted);
  }
}
