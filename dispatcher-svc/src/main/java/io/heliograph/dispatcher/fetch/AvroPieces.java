package io.heliograph.dispatcher.fetch;

import io.heliograph.event.avro.AvroBulk;
import io.vertx.core.buffer.Buffer;

/**
 * The body of an answer in the Avro bulk form, put together piece by piece while it is written, as
 * {@link JsonPieces} are: what is copied for an answer stays small, whatever its size. Used by one
 * thread at a time.
 */
final class AvroPieces implements Pieces {
  private final byte[] head;
  private final AvroBulk bulk;
  private final byte[] tail;
  private boolean begun;

  /** The bulk stands between head and tail. */
  AvroPieces(byte[] head, AvroBulk bulk, byte[] tail) {
    this.head = head;
    this.bulk = bulk;
    this.tail = tail;
  }

  @Override
  public long length() {
    return head.length + bulk.length() + tail.length;
  }

  @Override
  public boolean hasNext() {
    return bulk.hasNext();
  }

  @Override
  public boolean slow() {
    return true;
  }

  @Override
  public Buffer next() {
    Buffer piece = Buffer.buffer();
    if (!begun) {
      begun = true;
      piece.appendBytes(head);
    }
    piece.appendBytes(bulk.next(JsonPieces.PIECE_BYTES));
    return bulk.hasNext() ? piece : piece.appendBytes(tail);
  }
}
