package io.heliograph.identify;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/**
 * Computes every hash of a content in one pass over its bytes (contract dispatcher.md part 2
 * section 7). It keeps a few kilobytes whatever the content's size. One content per object; one
 * thread at a time.
 *
 * <p>The digests and the fuzzy hashes take about the same time. With an executor the fuzzy ones are
 * computed beside the digests, as soon as a thread of it is free; the caller does what no thread
 * has begun. No call returns before all hashes have seen the bytes.
 */
public final class ContentHasher {
  /** The smallest content that gets an ssdeep hash. */
  public static final int SSDEEP_BYTES_MIN = 4096;

  /** A content gets a TLSH hash only when it has more bytes than this. */
  public static final int TLSH_BYTES_OVER = 50;

  /** Fewer bytes take no longer than their way to another thread. */
  static final int BESIDE_BYTES_MIN = 8 * 1024;

  private final MessageDigest md5 = digest("MD5");
  private final MessageDigest sha1 = digest("SHA-1");
  private final MessageDigest sha256 = digest("SHA-256");
  private final MessageDigest sha512 = digest("SHA-512");
  private final Ssdeep ssdeep = new Ssdeep();
  private final Tlsh tlsh = new Tlsh();
  private final boolean all;
  private final Optional<Executor> beside;
  private long sizeBytes;

  private ContentHasher(boolean all, Optional<Executor> beside) {
    this.all = all;
    this.beside = beside;
  }

  /** A hasher for every hash, on the caller's thread alone. */
  public static ContentHasher all() {
    return new ContentHasher(true, Optional.empty());
  }

  /** A hasher for every hash that takes a further thread where the executor has one free. */
  public static ContentHasher all(Executor beside) {
    return new ContentHasher(true, Optional.of(beside));
  }

  /** A hasher for size and SHA-256 alone; the other hashes come out empty. */
  public static ContentHasher sha256Only() {
    return new ContentHasher(false, Optional.empty());
  }

  /** The next bytes of the content; not to be changed before it returns. */
  public void update(byte[] bytes, int offset, int length) {
    sizeBytes += length;
    if (!all) {
      sha256.update(bytes, offset, length);
      return;
    }
    FutureTask<Void> toTlsh = new FutureTask<>(() -> tlsh.update(bytes, offset, length), null);
    FutureTask<Void> toSsdeep = new FutureTask<>(() -> ssdeep.update(bytes, offset, length), null);
    if (length >= BESIDE_BYTES_MIN && beside.isPresent()) {
      offer(toTlsh, beside.get());
      offer(toSsdeep, beside.get());
    }
    sha256.update(bytes, offset, length);
    md5.update(bytes, offset, length);
    sha1.update(bytes, offset, length);
    sha512.update(bytes, offset, length);
    // Do nothing where another thread has begun it.
    toSsdeep.run();
    toTlsh.run();
    await(toSsdeep);
    await(toTlsh);
  }

  private static void offer(FutureTask<Void> task, Executor beside) {
    try {
      beside.execute(task);
    } catch (RejectedExecutionException noneIsFree) {
      // The caller runs it.
    }
  }

  /** Waits for a task that runs; it ends within milliseconds, so an interrupt waits too. */
  private static void await(FutureTask<Void> task) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          task.get();
          return;
        } catch (InterruptedException later) {
          interrupted = true;
        } catch (ExecutionException failure) {
          // An Error stays one, so that whoever runs this ends the process.
          if (failure.getCause() instanceof Error error) {
            throw error;
          }
          throw new IllegalStateException("hashes failed", failure.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** How many bytes were given so far. */
  public long sizeBytes() {
    return sizeBytes;
  }

  /** The hashes of everything that was given. To be called once. */
  public ContentHashes finish() {
    HexFormat hex = HexFormat.of();
    String contentSha256 = hex.formatHex(sha256.digest());
    if (!all) {
      return new ContentHashes(sizeBytes, "", "", contentSha256, "", "", "");
    }
    return new ContentHashes(
        sizeBytes,
        hex.formatHex(md5.digest()),
        hex.formatHex(sha1.digest()),
        contentSha256,
        hex.formatHex(sha512.digest()),
        sizeBytes < SSDEEP_BYTES_MIN ? "" : ssdeep.digest(),
        sizeBytes <= TLSH_BYTES_OVER ? "" : tlsh.digest());
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(algorithm + " is required of every JDK", missing);
    }
  }
}
