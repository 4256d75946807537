package io.heliograph.event.publish;

import io.heliograph.event.json.CorruptEventException;
import io.heliograph.event.json.JsonScanner;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of a JSON body, as ranges of its bytes; the whole body is checked to be JSON first.
 */
final class BodyItems {
  record Item(int from, int to) {}

  private BodyItems() {}

  static List<Item> of(byte[] body, int countMax)
      throws CorruptEventException, UnreadableBodyException {
    JsonScanner scanner = new JsonScanner(body, 0, body.length);
    List<Item> items = new ArrayList<>();
    if (body[0] != '[') {
      scanner.skip();
      scanner.expectEnd();
      items.add(new Item(0, body.length));
      return items;
    }
    scanner.expect('[');
    if (!scanner.next(']')) {
      do {
        scanner.peek();
        int start = scanner.position();
        scanner.skip();
        if (items.size() == countMax) {
          throw new UnreadableBodyException("more than " + countMax + " events in one request");
        }
        items.add(new Item(start, scanner.position()));
      } while (scanner.next(','));
      scanner.expect(']');
    }
    scanner.expectEnd();
    return items;
  }
}
