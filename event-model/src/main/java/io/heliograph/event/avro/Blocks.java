package io.heliograph.event.avro;

/** Cuts the items of an array or a map into Avro blocks with a byte size, as the Go peer does. */
final class Blocks {
  /** Any number is right; this one keeps the bytes that a finished block moves few. */
  private static final int ITEMS_MAX = 100;

  private final Sink out;
  private int start;
  private int items;

  Blocks(Sink out) {
    this.out = out;
    this.start = out.size();
  }

  /** The caller has written one more item to the sink. */
  void itemWritten() {
    if (++items == ITEMS_MAX) {
      close();
    }
  }

  /** The caller has written all items. */
  void end() {
    if (items > 0) {
      close();
    }
    out.put(0);
  }

  private void close() {
    out.block(start, items);
    start = out.size();
    items = 0;
  }
}
