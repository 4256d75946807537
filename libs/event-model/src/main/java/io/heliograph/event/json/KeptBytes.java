package io.heliograph.event.json;

import io.heliograph.event.Room;

/**
 * About how much memory a scan needs beside the scanned bytes: a few bytes of JSON may become a
 * record with members that Azul always writes. Told to the room in steps, so that ordinary events
 * never ask. Not thread-safe.
 */
final class KeptBytes {
  private static final long STEP_BYTES = 1L << 20;

  /** Of a node with its texts, or of members that are added. */
  private static final int RECORD_BYTES = 512;

  private static final int CUT_BYTES = 32;

  /** A kept text stands again in keys, tracking fields and headers, on the way to each. */
  private static final int TEXT_FACTOR = 10;

  private final Room room;
  private long held;
  private long taken;

  KeptBytes(Room room) {
    this.room = room;
  }

  void record() {
    add(RECORD_BYTES);
  }

  void cut() {
    add(CUT_BYTES);
  }

  /** To be called before the text is made. */
  void text(int bytes) {
    add((long) TEXT_FACTOR * bytes);
  }

  /** What was kept so far is not needed any more. */
  void forget() {
    room.giveBack(taken);
    taken = 0;
    held = 0;
  }

  private void add(long bytes) {
    held += bytes;
    long more = held - taken;
    if (more > STEP_BYTES) {
      room.take(more);
      taken = held;
    }
  }
}
