package io.heliograph.content;

import io.heliograph.content.ContentMeter.Operation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reads contents block by block, from the cache where it can, and unseals what is sealed. A block
 * is a stretch of {@value #BLOCK_BYTES} stored bytes, a multiple of the sealed segment.
 * Thread-safe.
 */
final class BlockReader {
  /** What one read of the store fetches. */
  static final int BLOCK_BYTES = 1 << 20;

  private final ContentStore store;
  private final BlockCache cache;
  private final Optional<ContentCipher> cipher;
  private final ContentThreads threads;
  private final ContentMeter meter;

  BlockReader(
      ContentStore store,
      BlockCache cache,
      Optional<ContentCipher> cipher,
      ContentThreads threads,
      ContentMeter meter) {
    this.store = store;
    this.cache = cache;
    this.cipher = cipher;
    this.threads = threads;
    this.meter = meter;
  }

  /**
   * The content from {@code offset} on, up to the end of the block or {@code last}, which is
   * included: at least one byte.
   */
  CompletionStage<byte[]> from(ContentLocation content, long offset, long last) {
    return content.name().sealed()
        ? unsealed(content, offset, last)
        : block(content, offset / BLOCK_BYTES * BLOCK_BYTES)
            .thenApply(
                block -> {
                  int at = (int) (offset % BLOCK_BYTES);
                  int end = (int) Math.min(block.length, at + last - offset + 1);
                  return at == 0 && end == block.length
                      ? block
                      : Arrays.copyOfRange(block, at, end);
                });
  }

  private CompletionStage<byte[]> unsealed(ContentLocation content, long offset, long last) {
    long start = ContentCipher.segmentStart(offset) / BLOCK_BYTES * BLOCK_BYTES;
    CompletionStage<byte[]> stretch = block(content, start);
    CompletionStage<byte[]> first = start == 0 ? stretch : head(content);
    return first
        .thenCombine(
            stretch,
            (head, body) ->
                new SparseBytes(
                    Arrays.copyOf(head, Math.min(head.length, ContentCipher.headBytes())),
                    body,
                    start,
                    content.storedBytes()))
        .thenCompose(
            bytes ->
                threads.call(
                    () -> {
                      long end =
                          ContentCipher.contentBefore(start + BLOCK_BYTES, content.storedBytes());
                      return open(bytes, offset, (int) (Math.min(last + 1, end) - offset));
                    }));
  }

  private byte[] open(SparseBytes bytesAtHand, long offset, int length) throws IOException {
    ContentCipher opener =
        cipher.orElseThrow(() -> new IOException("no content key is configured"));
    ByteBuffer bytes = ByteBuffer.allocate(length);
    try (SeekableByteChannel content = opener.unsealing(bytesAtHand)) {
      content.position(offset);
      while (bytes.hasRemaining()) {
        if (content.read(bytes) < 0) {
          throw new IOException("the object is shorter than it was");
        }
      }
    }
    return bytes.array();
  }

  /** The beginning of a sealed object: the whole block only where it can be kept. */
  private CompletionStage<byte[]> head(ContentLocation content) {
    return cache.isOn() ? block(content, 0) : fetch(content, 0, ContentCipher.headBytes());
  }

  private CompletionStage<byte[]> block(ContentLocation content, long start) {
    long beginNanos = System.nanoTime();
    int length = (int) Math.min(BLOCK_BYTES, content.storedBytes() - start);
    if (!cache.isOn()) {
      return fetch(content, start, length);
    }
    Optional<byte[]> known = cache.find(content.name(), start);
    meter.lookedUp(known.isPresent());
    if (known.isPresent()) {
      meter.ended(Operation.CACHE_FETCH, beginNanos, true);
      return CompletableFuture.completedFuture(known.get());
    }
    return meter.timed(
        Operation.CACHE_FETCH_MISS,
        () ->
            fetch(content, start, length)
                .thenApply(
                    block -> {
                      cache.put(content.name(), start, block);
                      return block;
                    }));
  }

  private CompletionStage<byte[]> fetch(ContentLocation content, long start, int length) {
    return meter.timed(Operation.FETCH, () -> store.read(content.name(), start, length));
  }
}
