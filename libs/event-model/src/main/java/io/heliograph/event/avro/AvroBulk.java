package io.heliograph.event.avro;

import io.heliograph.event.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A bulk of events as Avro of version 6, made piece by piece: the same bytes as {@link
 * AvroEvents#bulkToAvro}, of which one piece is in memory at a time. Every event is looked at
 * twice, first for its length. At least one piece, in order. Not thread-safe.
 */
public final class AvroBulk {
  private static final int NUMBERS_BYTES_MAX = 64;

  private final Model model;
  private final List<byte[]> events;

  /** Indices of the events that can be written, and how long each is as Avro. */
  private final List<Integer> written = new ArrayList<>();

  private final int[] lengths;
  private final long length;
  private int next;
  private boolean ended;

  /**
   * Looks at all events once.
   *
   * @param events in their stored form; each is asked for again when its piece is made, and has to
   *     be the same then
   * @param refused told why an event is none; it is left out
   */
  public AvroBulk(Model model, List<byte[]> events, Consumer<IllegalArgumentException> refused) {
    this.model = model;
    this.events = events;
    this.lengths = new int[events.size()];
    for (int i = 0; i < events.size(); i++) {
      try {
        lengths[written.size()] = AvroEvents.toOutput(model, events.get(i)).size();
        written.add(i);
      } catch (IllegalArgumentException noEvent) {
        refused.accept(noEvent);
      }
    }
    this.length = sum();
  }

  private long sum() {
    long sum = numbers(0).size();
    for (int i = 0; i < written.size(); i++) {
      sum += lengths[i];
      if (i > 0 && i % AvroOutput.BLOCK_ITEMS_MAX == 0) {
        sum += numbers(i).size();
      }
    }
    return sum + end().size();
  }

  /** How many events it has. */
  public int size() {
    return written.size();
  }

  /** Bytes of all pieces. */
  public long length() {
    return length;
  }

  /** Whether there is another piece. */
  public boolean hasNext() {
    return !ended;
  }

  /**
   * The next piece, of one event at least.
   *
   * @param bytesMin the piece ends with the event that reaches this size
   */
  public byte[] next(int bytesMin) {
    AvroOutput piece = new AvroOutput(bytesMin + NUMBERS_BYTES_MAX);
    int from = next;
    if (from == 0) {
      piece.append(numbers(0));
    }
    while (next < written.size() && (next == from || piece.size() < bytesMin)) {
      if (next > 0 && next % AvroOutput.BLOCK_ITEMS_MAX == 0) {
        piece.append(numbers(next));
      }
      piece.append(AvroEvents.toOutput(model, events.get(written.get(next))));
      next++;
    }
    ended = next == written.size();
    if (ended) {
      piece.append(end());
    }
    return piece.toByteArray();
  }

  /** The bytes before that event: at the beginning the version, and the block's numbers. */
  private AvroOutput numbers(int first) {
    AvroOutput numbers = new AvroOutput(NUMBERS_BYTES_MAX);
    if (first == 0) {
      numbers.writeLong(AvroEvents.VERSION_6);
    }
    int last = Math.min(written.size(), first + AvroOutput.BLOCK_ITEMS_MAX);
    if (last > first) {
      long bytes = 0;
      for (int i = first; i < last; i++) {
        bytes += lengths[i];
      }
      numbers.writeLong(first - last);
      numbers.writeLong(bytes);
    }
    return numbers;
  }

  private static AvroOutput end() {
    AvroOutput end = new AvroOutput(1);
    end.writeLong(0);
    return end;
  }
}
