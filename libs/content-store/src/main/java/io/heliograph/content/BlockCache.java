package io.heliograph.content;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The blocks of objects that were read last, at most so many bytes. The key has the whole name, the
 * source too: what is asked for under one source never comes from another. Blocks never change,
 * because the name holds the hash; whether an object is still there is asked of the store. Holds
 * what the store holds: sealed blocks stay sealed. Thread-safe.
 */
final class BlockCache {
  private record Key(StoredName name, long offset) {}

  private final long bytesMax;
  private final Map<Key, byte[]> blocks = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  BlockCache(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** Whether there is room for anything. */
  boolean isOn() {
    return bytesMax > 0;
  }

  synchronized Optional<byte[]> find(StoredName name, long offset) {
    return Optional.ofNullable(blocks.get(new Key(name, offset)));
  }

  synchronized void put(StoredName name, long offset, byte[] block) {
    if (block.length > bytesMax) {
      return;
    }
    byte[] before = blocks.put(new Key(name, offset), block);
    bytes += block.length - (before == null ? 0 : before.length);
    Iterator<byte[]> oldest = blocks.values().iterator();
    while (bytes > bytesMax && oldest.hasNext()) {
      bytes -= oldest.next().length;
      oldest.remove();
    }
  }

  synchronized long bytes() {
    return bytes;
  }
}
