package io.heliograph.record.large;

import io.heliograph.record.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Splits large values into immutable ones and joins them again, on the caller's thread. */
public final class LargeValue {
  private LargeValue() {}

  /** Where immutable values go. */
  @FunctionalInterface
  public interface Sink {
    /** Takes one; it may be one that is there already. */
    void put(Bytes name, byte[] value) throws IOException;
  }

  /** Where immutable values are. */
  @FunctionalInterface
  public interface Origin {
    /** The value of that name; it is checked. */
    byte[] get(Bytes name) throws IOException;
  }

  /**
   * Splits a value.
   *
   * @param recipients who can read it: what wraps the codec's key; none unless it encrypts
   * @return what a record 20008 says of it
   * @throws IOException when reading or the sink fails, or it has more chunks than a map can list
   */
  public static DataMap split(
      InputStream in, ChunkCodec codec, List<DataMap.WrappedKey> recipients, Sink sink)
      throws IOException {
    List<DataMap.Chunk> chunks = new ArrayList<>();
    int chunksMax = recipients.isEmpty() ? DataMap.CHUNKS_MAX : DataMap.ENCRYPTED_CHUNKS_MAX;
    Chunker chunker = new Chunker(in);
    for (byte[] chunk = chunker.next(); chunk != null; chunk = chunker.next()) {
      if (chunks.size() == chunksMax) {
        throw new IOException("value: too large for one data map after " + chunksMax + " chunks");
      }
      ChunkCodec.Encoded encoded = codec.encode(chunk);
      Bytes name = ImmutableName.of(0, encoded.value());
      sink.put(name, encoded.value());
      chunks.add(new DataMap.Chunk(name, chunk.length, encoded.derivation()));
    }
    return new DataMap(chunks, recipients);
  }

  /**
   * Writes the whole value; each chunk is checked before it is written.
   *
   * @throws IOException when a chunk is missing or is another, or writing fails
   */
  public static void join(DataMap map, ChunkCodec codec, Origin origin, OutputStream out)
      throws IOException {
    for (DataMap.Chunk chunk : map.chunks()) {
      byte[] value = origin.get(chunk.name());
      if (value.length > ImmutableName.VALUE_BYTES_MAX
          || !ImmutableName.of(0, value).equals(chunk.name())) {
        throw new IOException("chunk " + chunk.name() + ": other bytes than its name says");
      }
      byte[] decoded = codec.decode(value, chunk);
      if (decoded.length != chunk.size()) {
        throw new IOException("chunk " + chunk.name() + ": other length than the map says");
      }
      out.write(decoded);
    }
  }
}
