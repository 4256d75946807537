package io.heliograph.injector.inject;

import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * How far a partition of parents is. Inserts before {@code doneTo} have been applied to all its
 * events before {@code next}. Live reading applies whatever inserts there are, so those from {@code
 * doneTo} on may lack events that had passed before them: a look-back gives them these. It is
 * committed with every transaction, as the offset and its metadata.
 *
 * @param next the offset that is read next
 * @param doneTo a position in {@code azul.insert}
 * @param lookBack the look-back under way
 */
record Progress(long next, long doneTo, Optional<LookBack> lookBack) {
  /** Without the topic's id: earlier versions. */
  private static final String FIRST_VERSION = "1";

  private static final String VERSION = "2";
  private static final int FIELDS_OF_LOOK_BACK = 3;

  /** The look-back begins at the window's start, which is still to be found. */
  static final long FROM_WINDOW = -1;

  /**
   * Applies the inserts from {@code doneTo} up to {@code until} to events before {@code border}.
   *
   * @param cursor the offset that is scanned next
   */
  record LookBack(long until, long border, long cursor) {}

  /** Further on. */
  Progress at(long offset) {
    return new Progress(offset, doneTo, lookBack);
  }

  /** Inserts are other ones now: what was applied before says nothing, a look-back applies all. */
  Progress setBack() {
    return new Progress(next, 0, Optional.empty());
  }

  /** All inserts before that position are applied to all events. */
  Progress done(long position) {
    return new Progress(next, position, Optional.empty());
  }

  /** Begins to look back for the inserts up to that position. */
  Progress lookingBack(long until) {
    return new Progress(next, doneTo, Optional.of(new LookBack(until, next, FROM_WINDOW)));
  }

  /** The look-back has come to that offset. */
  Progress scanned(long cursor) {
    LookBack under = lookBack.orElseThrow();
    return cursor >= under.border
        ? done(under.until)
        : new Progress(next, doneTo, Optional.of(new LookBack(under.until, under.border, cursor)));
  }

  /** As Kafka keeps it, with the id of the topic that the positions are of. */
  OffsetAndMetadata committed(int slot, String topicId) {
    StringBuilder text = new StringBuilder(VERSION);
    text.append(' ').append(slot).append(' ').append(topicId).append(' ').append(doneTo);
    lookBack.ifPresent(
        under ->
            text.append(' ')
                .append(under.until)
                .append(' ')
                .append(under.border)
                .append(' ')
                .append(under.cursor));
    return new OffsetAndMetadata(next, text.toString());
  }

  /**
   * As it was committed.
   *
   * @param position of the inserts now; counts when the metadata says nothing, or more than there
   *     is, since the topic of inserts was cut
   * @param topicId of the inserts now; a look-back applies all when the metadata has another
   */
  static Progress of(OffsetAndMetadata committed, long position, String topicId) {
    Progress nothing = new Progress(committed.offset(), position, Optional.empty());
    String[] fields = committed.metadata().split(" ", -1);
    int first = fields[0].equals(VERSION) ? 3 : 2;
    boolean known = fields[0].equals(VERSION) || fields[0].equals(FIRST_VERSION);
    if (!known || fields.length <= first) {
      return nothing;
    }
    if (first == 3 && !fields[2].equals(topicId)) {
      return nothing.setBack();
    }
    try {
      return of(committed.offset(), position, Arrays.copyOfRange(fields, first, fields.length));
    } catch (NumberFormatException foreign) {
      // The offset was set by another tool: its metadata says nothing.
      return nothing;
    }
  }

  private static Progress of(long next, long position, String[] fields) {
    long doneTo = Long.parseLong(fields[0]);
    Progress plain = new Progress(next, Math.min(doneTo, position), Optional.empty());
    if (fields.length <= FIELDS_OF_LOOK_BACK || doneTo > position) {
      return plain;
    }
    long until = Math.min(Long.parseLong(fields[1]), position);
    if (until <= doneTo) {
      return plain;
    }
    LookBack under =
        new LookBack(until, Math.min(Long.parseLong(fields[2]), next), Long.parseLong(fields[3]));
    return new Progress(next, doneTo, Optional.of(under));
  }
}
