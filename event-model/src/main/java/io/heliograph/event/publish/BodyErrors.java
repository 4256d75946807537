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

  private BodyErrors() {}

  static UnreadableBodyException tooSmall() {
    return new UnreadableBodyException(JSON_EXPECTED + "event message too small");
  }

  /**
   * @param itemStart where the event begins that could not be read
   */
  static UnreadableBodyException of(byte[] body, int itemStart, CorruptEventException failure) {
    CorruptEventException cause = failure;
    if (cause.kind() != Kind.SYNTAX) {
      cause = syntaxError(body, failure);
    }
    String what =
        switch (cause.kind()) {
          case SYNTAX -> "event message invalid json";
          case VERSION -> "event message version was too old";
          case SHAPE ->
              isTooOld(body, itemStart)
                  ? "event message version was too old"
                  : "event message version was too old or was corrupt";
        };
    return new UnreadableBodyException(JSON_EXPECTED + what + ": " + cause.getMessage());
  }

  private static CorruptEventException syntaxError(byte[] body, CorruptEventException otherwise) {
    try {
      JsonScanner scanner = new JsonScanner(body, 0, body.length);
      scanner.skip();
      scanner.expectEnd();
      return otherwise;
    } catch (CorruptEventException failure) {
      return failure.kind() == Kind.SYNTAX ? failure : otherwise;
    }
  }

  /** Whether it is an object without a version of today. */
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
          if (version && next >= '0' && next <= '9') {
            scanner.number();
            return scanner.toDouble() < EventScan.VERSION_MIN;
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
