package io.heliograph.identify;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Computes every hash of a content in one pass over its bytes (contract dispatcher.md part 2
 * section 7). It keeps a few kilobytes whatever the content's size. One content per object; one
 * thread at a time.
 */
public final class ContentHasher {
  /** The smallest content that gets an ssdeep hash. */
  public static final int SSDEEP_BYTES_MIN = 4096;

  /** A content gets a TLSH hash only when it has more bytes than this. */
  public static final int TLSH_BYTES_OVER = 50;

  private final MessageDigest md5 = digest("MD5");
  private final MessageDigest sha1 = digest("SHA-1");
  private final MessageDigest sha256 = digest("SHA-256");
  private final MessageDigest sha512 = digest("SHA-512");
  private final Ssdeep ssdeep = new Ssdeep();
  private final Tlsh tlsh = new Tlsh();
  private final boolean all;
  private long sizeBytes;

  private ContentHasher(boolean all) {
    this.all = all;
  }

  /** A hasher for every hash. */
  public static ContentHasher all() {
    return new ContentHasher(true);
  }

  /** A hasher for size and SHA-256 alone; the other hashes come out empty. */
  public static ContentHasher sha256Only() {
    return new ContentHasher(false);
  }

  /** The next bytes of the content. */
  public void update(byte[] bytes, int offset, int length) {
    sizeBytes += length;
    sha256.update(bytes, offset, length);
    if (all) {
      md5.update(bytes, offset, length);
      sha1.update(bytes, offset, length);
      sha512.update(bytes, offset, length);
      ssdeep.update(bytes, offset, length);
      tlsh.update(bytes, offset, length);
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
