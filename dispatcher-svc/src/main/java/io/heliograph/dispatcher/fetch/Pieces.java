package io.heliograph.dispatcher.fetch;

import io.vertx.core.buffer.Buffer;

/** The body of an answer, piece by piece; at least one piece. Not thread-safe. */
interface Pieces {
  /** Bytes of all pieces. */
  long length();

  boolean hasNext();

  Buffer next();

  /** Whether a piece takes too long to be made on an event loop. */
  boolean slow();
}
