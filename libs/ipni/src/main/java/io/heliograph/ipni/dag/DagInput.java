package io.heliograph.ipni.dag;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one body, read once, counted against a cap and hashed on the way. Holds one buffer,
 * whatever the body's size. What the stream throws comes out as an {@link UncheckedIOException}.
 */
public final class DagInput {
  private static final int BUFFER_BYTES = 16 << 10;

  private final InputStream in;
  private final long bytesMax;
  private final @Nullable MessageDigest digest;
  private byte[] buffer;
  private int at;
  private int end;
  private long before;
  private boolean ended;

  /**
   * Over a stream.
   *
   * @param bytesMax more is refused with {@link Verdict#LIMIT_EXCEEDED}
   * @param digest is given all that is read, in order; null for none
   */
  public DagInput(InputStream in, long bytesMax, @Nullable MessageDigest digest) {
    this.in = in;
    this.bytesMax = bytesMax;
    this.digest = digest;
    this.buffer = new byte[BUFFER_BYTES];
  }

  /** Over bytes, which are not copied; the caller has checked their number. */
  public DagInput(byte[] body) {
    this.in = new ByteArrayInputStream(body, body.length, 0);
    this.bytesMax = body.length;
    this.digest = null;
    this.buffer = body;
    this.end = body.length;
  }

  /** How many bytes were taken. */
  public long position() {
    return before + at;
  }

  /** The next byte, taken; -1 at the end. */
  int read() {
    return at < end || fill() ? buffer[at++] & 0xff : -1;
  }

  /** The next byte, left where it is; -1 at the end. */
  int peek() {
    return at < end || fill() ? buffer[at] & 0xff : -1;
  }

  /** Takes so many bytes; false when there are fewer. */
  boolean read(byte[] target, int from, int count) {
    int done = 0;
    while (done < count) {
      if (at == end && !fill()) {
        return false;
      }
      int part = Math.min(count - done, end - at);
      System.arraycopy(buffer, at, target, from + done, part);
      at += part;
      done += part;
    }
    return true;
  }

  /** Takes all that is left, so that it is counted and hashed. */
  public void drain() {
    do {
      at = end;
    } while (fill());
  }

  private boolean fill() {
    if (ended) {
      return false;
    }
    try {
      before += end;
      at = 0;
      end = 0;
      int count = in.read(buffer, 0, buffer.length);
      if (count <= 0) {
        // The array that was given may be the caller's: never read into it.
        buffer = new byte[0];
        ended = true;
        return false;
      }
      end = count;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (before + end > bytesMax) {
      throw IpniException.of(
          Verdict.LIMIT_EXCEEDED, "body", "must have at most " + bytesMax + " bytes");
    }
    if (digest != null) {
      digest.update(buffer, 0, end);
    }
    return true;
  }
}
