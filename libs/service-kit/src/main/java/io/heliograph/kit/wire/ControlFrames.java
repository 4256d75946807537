package io.heliograph.kit.wire;

import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/**
 * Reads the bytes of an HTTP/2 client as frames (RFC 9113 section 4) and counts those that ask for
 * work or an answer and bring nothing: PING, SETTINGS, RST_STREAM, PRIORITY, CONTINUATION, empty
 * DATA and frames of unknown types. Holds nothing of their contents. Not thread-safe.
 */
final class ControlFrames {
  private static final int PREFACE_BYTES = 24;
  private static final int HEAD_BYTES = 9;
  private static final long WINDOW_NANOS = 1_000_000_000L;

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int WINDOW_UPDATE = 8;
  private static final int END_STREAM = 1;

  /** A client that reads fast sends many updates of windows, which cost little. */
  private static final int UPDATES_OF_A_FRAME = 20;

  private final long pointsMax;
  private final LongSupplier nanoTime;
  private final byte[] head = new byte[HEAD_BYTES];
  private int skip = PREFACE_BYTES;
  private int headBytes;
  private long windowBegunNanos;
  private long points;
  private int lastStream;

  /**
   * Counts from the first byte of the client's preface on.
   *
   * @param perSecondMax frames in a second
   */
  ControlFrames(int perSecondMax, LongSupplier nanoTime) {
    if (perSecondMax < 1) {
      throw new IllegalArgumentException(
          "hub.http.control-frames-per-second-max: at least 1, found " + perSecondMax);
    }
    this.pointsMax = (long) perSecondMax * UPDATES_OF_A_FRAME;
    this.nanoTime = nanoTime;
    this.windowBegunNanos = nanoTime.getAsLong();
  }

  /** Whether the frames that begin in these bytes are still within the limit. */
  boolean isWithinLimit(ByteBuffer bytes) {
    long now = nanoTime.getAsLong();
    if (now - windowBegunNanos >= WINDOW_NANOS) {
      windowBegunNanos = now;
      points = 0;
    }
    while (bytes.hasRemaining()) {
      if (skip > 0) {
        int passed = Math.min(skip, bytes.remaining());
        bytes.position(bytes.position() + passed);
        skip -= passed;
      } else {
        int taken = Math.min(HEAD_BYTES - headBytes, bytes.remaining());
        bytes.get(head, headBytes, taken);
        headBytes += taken;
        if (headBytes == HEAD_BYTES) {
          headBytes = 0;
          count();
        }
      }
    }
    return points <= pointsMax;
  }

  /** The highest stream that a client has opened; 0 before the first. */
  int lastStream() {
    return lastStream;
  }

  private void count() {
    ByteBuffer fields = ByteBuffer.wrap(head);
    int lengthAndType = fields.getInt();
    skip = lengthAndType >>> 8;
    boolean ends = (fields.get() & END_STREAM) != 0;
    int stream = fields.getInt() & Integer.MAX_VALUE;
    switch (lengthAndType & 0xff) {
      case DATA -> points += skip > 0 || ends ? 0 : UPDATES_OF_A_FRAME;
      case HEADERS -> lastStream = Math.max(lastStream, stream);
      case WINDOW_UPDATE -> points++;
      default -> points += UPDATES_OF_A_FRAME;
    }
  }
}
