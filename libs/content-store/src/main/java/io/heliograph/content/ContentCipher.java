package io.heliograph.content;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Encryption at rest: Tink's streaming AEAD (AES-256-GCM with HKDF-SHA256, segments of 64 KiB),
 * which can be read from any position. A sealed object begins with {@code HGS1} and the number of
 * its key (32 bits, big-endian), both authenticated; new objects are sealed with the active key,
 * old ones stay readable as long as their key is configured: rotation rewrites nothing.
 * Thread-safe.
 */
public final class ContentCipher {
  /** What precedes Tink's own header. */
  static final int PREFIX_BYTES = 8;

  private static final int MAGIC = 0x48475331;
  private static final int SEGMENT_BYTES = 64 * 1024;
  private static final int TINK_HEADER_BYTES = 1 + 32 + 7;
  private static final int TAG_BYTES = 16;
  private static final byte[] PURPOSE = "heliograph content".getBytes(StandardCharsets.US_ASCII);

  private final Map<Integer, AesGcmHkdfStreaming> keys = new TreeMap<>();
  private final int active;

  /**
   * Seals with one of these keys and unseals with any.
   *
   * @param keys of 32 bytes, by number
   * @param active the number of the one that seals
   * @throws IllegalArgumentException naming the key that does not fit
   */
  public ContentCipher(Map<Integer, byte[]> keys, int active) {
    keys.forEach(
        (number, key) -> {
          if (key.length != 32) {
            throw new IllegalArgumentException(
                "content key " + number + " has " + key.length + " bytes, not 32");
          }
          this.keys.put(number, streaming(key));
        });
    if (!keys.containsKey(active)) {
      throw new IllegalArgumentException("there is no content key " + active);
    }
    this.active = active;
  }

  private static AesGcmHkdfStreaming streaming(byte[] key) {
    try {
      return new AesGcmHkdfStreaming(key, "HmacSha256", 32, SEGMENT_BYTES, PREFIX_BYTES);
    } catch (InvalidAlgorithmParameterException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** What is written to the answer comes out sealed in {@code out}; closing it closes both. */
  WritableByteChannel sealing(WritableByteChannel out) throws IOException {
    byte[] prefix = prefix(active);
    ByteBuffer head = ByteBuffer.wrap(prefix);
    while (head.hasRemaining()) {
      out.write(head);
    }
    try {
      return key(active).newEncryptingChannel(out, associated(prefix));
    } catch (GeneralSecurityException failure) {
      throw new IOException("cannot seal", failure);
    }
  }

  /**
   * The content of a sealed object.
   *
   * @throws IOException also when the object is not sealed with a configured key, or was changed
   */
  SeekableByteChannel unsealing(SeekableByteChannel sealed) throws IOException {
    ByteBuffer prefix = ByteBuffer.allocate(PREFIX_BYTES);
    sealed.position(0);
    while (prefix.hasRemaining()) {
      if (sealed.read(prefix) < 0) {
        throw new IOException("the object is too short to be sealed");
      }
    }
    prefix.flip();
    if (prefix.getInt() != MAGIC) {
      throw new IOException("the object is not sealed");
    }
    int number = prefix.getInt();
    try {
      return key(number).newSeekableDecryptingChannel(sealed, associated(prefix.array()));
    } catch (GeneralSecurityException failure) {
      throw new IOException("cannot unseal", failure);
    }
  }

  private AesGcmHkdfStreaming key(int number) throws IOException {
    AesGcmHkdfStreaming key = keys.get(number);
    if (key == null) {
      throw new IOException("there is no content key " + number);
    }
    return key;
  }

  private static byte[] prefix(int number) {
    return ByteBuffer.allocate(PREFIX_BYTES).putInt(MAGIC).putInt(number).array();
  }

  private static byte[] associated(byte[] prefix) {
    return ByteBuffer.allocate(PURPOSE.length + PREFIX_BYTES).put(PURPOSE).put(prefix).array();
  }

  /** The size of the content in a sealed object of that size. */
  static long contentBytes(long sealedBytes) {
    long body = sealedBytes - PREFIX_BYTES - TINK_HEADER_BYTES;
    long segments = Math.ceilDiv(sealedBytes, SEGMENT_BYTES);
    return Math.max(0, body - segments * TAG_BYTES);
  }

  /** Where the segment begins that holds a place of the content; the first begins at 0. */
  static long segmentStart(long contentOffset) {
    return segmentOf(contentOffset) * SEGMENT_BYTES;
  }

  /** How much of the content lies before the segment boundary {@code storedOffset}. */
  static long contentBefore(long storedOffset, long sealedBytes) {
    return storedOffset >= sealedBytes ? contentBytes(sealedBytes) : contentBytes(storedOffset);
  }

  private static long segmentOf(long contentOffset) {
    int perSegment = SEGMENT_BYTES - TAG_BYTES;
    return (contentOffset + PREFIX_BYTES + TINK_HEADER_BYTES) / perSegment;
  }

  /** How many bytes at the beginning every read needs. */
  static int headBytes() {
    return PREFIX_BYTES + TINK_HEADER_BYTES;
  }
}
