package io.heliograph.dispatcher.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.event.json.CorruptEventException;
import io.heliograph.event.json.JsonScanner;

/**
 * Whether a person wrote an event. Statuses of people are not counted by plugin (contract
 * dispatcher.md part 2, section 8); no header tells, so the value is looked at, but only when the
 * word is in it at all.
 */
final class AuthorCategory {
  private static final byte[] USER = "\"user\"".getBytes(UTF_8);
  private static final String AUTHOR = "author";
  private static final String CATEGORY = "category";

  private AuthorCategory() {}

  /** Whether the event's {@code author.category} is {@code user}. */
  static boolean isUser(byte[] json) {
    if (!contains(json, USER)) {
      return false;
    }
    try {
      JsonScanner scanner = new JsonScanner(json, 0, json.length);
      if (!find(scanner, AUTHOR) || !find(scanner, CATEGORY) || scanner.peek() != '"') {
        return false;
      }
      scanner.string();
      return scanner.text().equals("user");
    } catch (CorruptEventException unreadable) {
      return false;
    }
  }

  /** Moves to the value of that member of the object that begins here. */
  private static boolean find(JsonScanner scanner, String name) throws CorruptEventException {
    if (!scanner.next('{') || scanner.next('}')) {
      return false;
    }
    do {
      scanner.peek();
      scanner.string();
      boolean found = scanner.text().equals(name);
      scanner.expect(':');
      if (found) {
        return true;
      }
      scanner.skip();
    } while (scanner.next(','));
    return false;
  }

  private static boolean contains(byte[] bytes, byte[] wanted) {
    for (int at = 0; at <= bytes.length - wanted.length; at++) {
      if (bytes[at] == wanted[0] && matches(bytes, at, wanted)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(byte[] bytes, int at, byte[] wanted) {
    for (int offset = 1; offset < wanted.length; offset++) {
      if (bytes[at + offset] != wanted[offset]) {
        return false;
      }
    }
    return true;
  }
}
