package io.heliograph.dispatcher.fetch;

import io.vertx.core.buffer.Buffer;

/** The body of an answer, piece by piece; at least one piece. Not thread-safe. */
interface Pieces {
  /** Bytes of all pieces. */
  long length();

  boolean hasNext();

  Buffer next();

  /** A body that is there as a whole. */
  static Pieces of(Buffer body) {
    return new Pieces() {
      private int position;
      private boolean ended;

      @Override
      public long length() {
        return body.length();
      }

      @Override
      public boolean hasNext() {
        return !ended;
      }

      @Override
      public Buffer next() {
        int end = Math.min(body.length(), position + JsonPieces.PIECE_BYTES);
        Buffer piece = body.slice(position, end);
        position = end;
        ended = position == body.length();
        return piece;
      }
    };
  }
}
