package io.heliograph.record.large;

import io.heliograph.record.Bytes;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How a chunk is stored: as it is, or encrypted. The same chunk is always stored as the same. */
public interface ChunkCodec {
  /** As it is. */
  ChunkCodec PLAIN =
      new ChunkCodec() {
        @Override
        public Encoded encode(byte[] chunk) {
          return new Encoded(chunk, null);
        }

        @Override
        public byte[] decode(byte[] value, DataMap.Chunk chunk) {
          return value;
        }
      };

  /**
   * What is stored of a chunk.
   *
   * @param value the immutable value
   * @param derivation what the data map says of its key; null when it is not encrypted
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  record Encoded(byte[] value, @Nullable Bytes derivation) {}

  /** For storing. */
  Encoded encode(byte[] chunk);

  /**
   * From what was stored.
   *
   * @throws IOException when it is not what this chunk was stored as
   */
  byte[] decode(byte[] value, DataMap.Chunk chunk) throws IOException;
}
