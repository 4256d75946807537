package io.heliograph.ipni.dag;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.Verdict;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Inflates a gzip body and stops with {@link Verdict#LIMIT_EXCEEDED} where it grows beyond {@link
 * IpniLimits#inflatedBytesMax}, or beyond {@link IpniLimits#gzipRatioMax} times what was read of
 * it. The first 64 KiB are free, so that a small body may be as regular as it likes.
 */
public final class InflatingStream extends InputStream {
  private static final int FREE_BYTES = 64 << 10;
  private static final int BUFFER_BYTES = 4 << 10;

  private final IpniLimits limits;
  private final Counted compressed;
  private final GZIPInputStream inflated;
  private long count;

  /**
   * Over a gzip body; several members are read as one. What is no gzip to its end is refused with
   * {@link Verdict#MALFORMED}, here and when it is read.
   *
   * @throws IOException what the body throws
   */
  public InflatingStream(InputStream body, IpniLimits limits) throws IOException {
    this.limits = limits;
    this.compressed = new Counted(body);
    this.inflated = opened(compressed);
  }

  private static GZIPInputStream opened(InputStream compressed) throws IOException {
    try {
      return new GZIPInputStream(compressed, BUFFER_BYTES);
    } catch (ZipException | EOFException e) {
      throw malformed();
    }
  }

  private static IpniException malformed() {
    return IpniException.of(Verdict.MALFORMED, "gzip body", "must be gzip to its end");
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    int read;
    try {
      read = inflated.read(target, from, length);
    } catch (ZipException | EOFException e) {
      throw malformed();
    }
    if (read > 0) {
      count += read;
      check();
    }
    return read;
  }

  private void check() {
    if (count > limits.inflatedBytesMax()) {
      throw IpniException.of(
          Verdict.LIMIT_EXCEEDED,
          "gzip body",
          "must inflate to at most " + limits.inflatedBytesMax() + " bytes");
    }
    if (count > FREE_BYTES && count / limits.gzipRatioMax() > compressed.count) {
      throw IpniException.of(
          Verdict.LIMIT_EXCEEDED,
          "gzip body",
          "must inflate to at most " + limits.gzipRatioMax() + " times its size");
    }
  }

  @Override
  public void close() throws IOException {
    inflated.close();
  }

  /** Counts what was read. */
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      if (read >= 0) {
        count++;
      }
      return read;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      int read = super.read(target, from, length);
      if (read > 0) {
        count += read;
      }
      return read;
    }
  }
}
