package io.heliograph.record.large;

import io.heliograph.record.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Immutable values in memory. */
public final class Chunks {
  private final Map<Bytes, byte[]> values = new HashMap<>();

  /** Splits a value into them. */
  public DataMap split(byte[] value, ChunkCodec codec, List<DataMap.WrappedKey> recipients)
      throws IOException {
    return LargeValue.split(new ByteArrayInputStream(value), codec, recipients, values::put);
  }

  /** Joins a value from them. */
  public byte[] join(DataMap map, ChunkCodec codec) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LargeValue.join(map, codec, values::get, out);
    return out.toByteArray();
  }

  /** Puts another value in the place of one. */
  public void replace(Bytes name, byte[] value) {
    values.put(name, value);
  }

  /** What is there of one. */
  public byte[] get(Bytes name) {
    byte[] value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("no value " + name);
    }
    return value;
  }

  /** How many values of the second are not those of the first: these move. */
  public static int moved(DataMap first, DataMap second) {
    Set<Bytes> names = new HashSet<>(second.chunks().stream().map(DataMap.Chunk::name).toList());
    first.chunks().forEach(chunk -> names.remove(chunk.name()));
    return names.size();
  }

  /** The value with one byte inserted. */
  public static byte[] inserted(byte[] value, int at) {
    byte[] more = new byte[value.length + 1];
    System.arraycopy(value, 0, more, 0, at);
    more[at] = 42;
    System.arraycopy(value, at, more, at + 1, value.length - at);
    return more;
  }
}
