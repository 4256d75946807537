package io.heliograph.dispatcher.fetch;

import io.heliograph.coordinator.fetch.AnswerEvents;
import io.vertx.core.buffer.Buffer;

/**
 * The body of an answer, put together piece by piece while it is written: what is copied for an
 * answer stays small, whatever its size. At least one piece, in order. Not thread-safe.
 */
final class JsonPieces implements Pieces {
  /** A piece ends with the event that makes it so long. */
  static final int PIECE_BYTES = 128 * 1024;

  private final byte[] head;
  private final AnswerEvents events;
  private final byte[] tail;
  private final long length;
  private int next;
  private boolean ended;

  /** The events stand between head and tail, commas between them. */
  JsonPieces(byte[] head, AnswerEvents events, byte[] tail) {
    this.head = head;
    this.events = events;
    this.tail = tail;
    long sum = (long) head.length + tail.length + Math.max(0, events.size() - 1);
    for (int i = 0; i < events.size(); i++) {
      sum += events.length(i);
    }
    this.length = sum;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public boolean hasNext() {
    return !ended;
  }

  @Override
  public boolean slow() {
    return false;
  }

  @Override
  public Buffer next() {
    int from = next;
    long size = from == 0 ? head.length : 0;
    while (next < events.size() && size < PIECE_BYTES) {
      size += events.length(next) + (next == 0 ? 0 : 1);
      next++;
    }
    ended = next == events.size();
    Buffer piece = Buffer.buffer(Math.toIntExact(size + (ended ? tail.length : 0)));
    if (from == 0) {
      piece.appendBytes(head);
    }
    for (int i = from; i < next; i++) {
      if (i > 0) {
        piece.appendByte((byte) ',');
      }
      piece.appendBytes(events.get(i));
    }
    return ended ? piece.appendBytes(tail) : piece;
  }
}
