package io.heliograph.event.publish;

import io.heliograph.event.json.CorruptEventException;
import io.heliograph.event.json.CorruptEventException.Kind;
import io.heliograph.event.json.EventScan;
import io.heliograph.event.json.JsonScanner;

/**
 * Why a JSON body is refused whole (contract dispatcher.md part 2 section 1.1 step 4): a body that
 * is no JSON anywhere, then an event that is too old, then one that is corrupt.
 */
final class BodyErrors {
  private static final String JSON_EXPECTED = "ensure events were in json format: ";

  private static final String TOO_OLD = "event message version was too old";
  private static final String CORRUPT = " or was corrupt: ";

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
    return new UnreadableBodyException(
        JSON_EXPECTED
            + switch (cause.kind()) {
              case SYNTAX -> "event message invalid json: " + cause.getMessage();
              case VERSION -> TOO_OLD;
              case SHAPE ->
                  isTooOld(body, itemStart) ? TOO_OLD : TOO_OLD + CORRUPT + cause.getMessage();
            });
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
