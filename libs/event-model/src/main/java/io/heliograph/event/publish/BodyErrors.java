package io.heliograph.event.publish;

import io.heliograph.event.json.CorruptEventException;
import io.heliograph.event.json.CorruptEventException.Kind;
import io.heliograph.event.json.EventScan;
import io.heliograph.event.json.Excerpt;
import io.heliograph.event.json.JsonScanner;

/**
 * Why a JSON body is refused whole (contract dispatcher.md part 2 section 1.1 step 4): a body that
 * is no JSON anywhere, then an event that is too old, then one that is corrupt.
 */
final class BodyErrors {
  private static final String JSON_EXPECTED = "ensure events were in json format: ";

  private static final String TOO_OLD = "event message version was too old";
  private static final String CORRUPT = " or was corrupt";

  private BodyErrors() {}

  static UnreadableBodyException tooSmall() {
    return new UnreadableBodyException(JSON_EXPECTED + "event message too small");
  }

  static UnreadableBodyException tooMany(int countMax) {
    return new UnreadableBodyException("more than " + countMax + " events in one request");
  }

  /**
   * @param itemStart where the event begins that could not be read
   */
  static UnreadableBodyException of(
      byte[] body, int itemStart, int countMax, CorruptEventException failure) {
    CorruptEventException cause = failure;
    try {
      if (countItems(body) > countMax) {
        return tooMany(countMax);
      }
    } catch (CorruptEventException whole) {
      cause = whole.kind() == Kind.SYNTAX ? whole : failure;
    }
    String told =
        cause.kind() == Kind.SYNTAX
            ? syntax(body, cause)
            : "event " + indexOf(body, itemStart) + ": " + shape(body, itemStart, cause);
    return new UnreadableBodyException(
        told
            + " ("
            + JSON_EXPECTED
            + switch (cause.kind()) {
              case SYNTAX -> "event message invalid json)";
              case VERSION -> TOO_OLD + ")";
              case SHAPE, VALUE ->
                  isTooOld(body, itemStart) ? TOO_OLD + ")" : TOO_OLD + CORRUPT + ")";
            });
  }

  /** A request of which no event could be read back. */
  static UnreadableBodyException unreadable(Failure first) {
    return new UnreadableBodyException(
        first.told() + " (" + JSON_EXPECTED + TOO_OLD + CORRUPT + ")");
  }

  private static String syntax(byte[] body, CorruptEventException cause) {
    boolean begins = body[0] == '{' || body[0] == '[' || isSpace(body[0]);
    return begins
        ? String.valueOf(cause.getMessage())
        : "expected [ or {, found " + Excerpt.found(body, 0, body.length) + " at byte 0";
  }

  private static boolean isSpace(byte unit) {
    return unit == ' ' || unit == '\n' || unit == '\r' || unit == '\t';
  }

  /** Of an event that is too old that is said, whatever else is wrong with it. */
  private static String shape(byte[] body, int itemStart, CorruptEventException cause) {
    if (cause.kind() == Kind.SHAPE && isTooOld(body, itemStart)) {
      return "model_version is missing or not supported (JSON: 6; Avro: 4, 5, 6)";
    }
    return String.valueOf(cause.getMessage());
  }

  /** Which event of the list begins there. */
  private static int indexOf(byte[] body, int itemStart) {
    JsonScanner scanner = new JsonScanner(body, 0, body.length);
    int index = 0;
    try {
      if (itemStart > 0 && scanner.next('[')) {
        while (scanner.position() < itemStart) {
          scanner.skip();
          scanner.expect(',');
          scanner.peek();
          index += 1;
        }
      }
    } catch (CorruptEventException unreadable) {
      return index;
    }
    return index;
  }

  /** The items of a list, or 1; the whole body is checked to be JSON. */
  private static int countItems(byte[] body) throws CorruptEventException {
    JsonScanner scanner = new JsonScanner(body, 0, body.length);
    int count = 1;
    if (body[0] != '[') {
      scanner.skip();
    } else {
      scanner.expect('[');
      if (!scanner.next(']')) {
        scanner.skip();
        while (scanner.next(',')) {
          scanner.skip();
          count++;
        }
        scanner.expect(']');
      }
    }
    scanner.expectEnd();
    return count;
  }

  /** Whether it is an object without a version of today; one that is no number is corrupt. */
  private static boolean isTooOld(byte[] body, int itemStart) {
    try {
      JsonScanner scanner = new JsonScanner(body, itemStart, body.length);
      if (!scanner.next('{')) {
        return false;
      }
      if (!scanner.next('}')) {
        do {
          scanner.string();
          boolean version = scanner.text().equals("model_version");
          scanner.expect(':');
          int next = scanner.peek();
          if (version && next != 'n') {
            boolean number = next >= '0' && next <= '9';
            scanner.skip();
            return number && scanner.toDouble() < EventScan.VERSION_MIN;
          }
          scanner.skip();
        } while (scanner.next(','));
      }
      return true;
    } catch (CorruptEventException unreadable) {
      return false;
    }
  }
}
