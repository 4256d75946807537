package io.heliograph.event.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is wrong with one event, so that whoever sent it mends it once; at most twenty faults
 * are told, each naming the field, the rule and the beginning of the value. Not thread-safe.
 */
public final class Faults {
  private static final int TOLD_MAX = 20;

  private final List<String> told = new ArrayList<>();
  private boolean more;

  /** Adds a fault, or nothing when there is none. */
  public void add(@Nullable String fault) {
    if (fault != null) {
      if (isFull()) {
        more = true;
      } else {
        told.add(fault);
      }
    }
  }

  /** Adds what one event alone has to answer for; what keeps others from being read is thrown. */
  void note(CorruptEventException corrupt) throws CorruptEventException {
    if (corrupt.kind() != CorruptEventException.Kind.VALUE) {
      throw corrupt;
    }
    add(corrupt.getMessage());
  }

  /**
   * Adds what is wrong with the value that begins there; the scanner goes on behind it, or ends
   * when there is no room for further faults.
   */
  void passOver(JsonScanner scanner, int start, int level, CorruptEventException corrupt)
      throws CorruptEventException {
    if (isFull()) {
      throw corrupt;
    }
    note(corrupt);
    scanner.skipFrom(start, level);
  }

  /** Ends the reading of an event that has faults. */
  void throwAll() throws CorruptEventException {
    String all = told();
    if (all != null) {
      throw CorruptEventException.value(all);
    }
  }

  /** Whether there are faults that are not told. */
  public boolean hasMore() {
    return more;
  }

  private boolean isFull() {
    return told.size() >= TOLD_MAX;
  }

  /** The faults in one text, the first one found in front; null when there is none. */
  public @Nullable String told() {
    return told.isEmpty() ? null : String.join("; ", told) + (more ? "; and more" : "");
  }
}
