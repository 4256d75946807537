package io.heliograph.ipni;

/**
 * Caps of everything that a member can send (contract federation.md, table 3.8). Times are no part:
 * nothing here waits.
 *
 * @param headBytesMax a signed head
 * @param snapshotBytesMax a snapshot, not compressed
 * @param providersMax providers of a snapshot
 * @param depthMax maps and lists within each other
 * @param valueBytesMax one text or byte string of any document
 * @param adBytesMax an advertisement
 * @param chunkBytesMax a chunk of entries
 * @param inflatedBytesMax what a compressed body may become
 * @param gzipRatioMax how many times its size it may become
 */
public record IpniLimits(
    int headBytesMax,
    int snapshotBytesMax,
    int providersMax,
    int depthMax,
    int valueBytesMax,
    int adBytesMax,
    int chunkBytesMax,
    long inflatedBytesMax,
    int gzipRatioMax) {

  /**
   * 16 KiB, 32 MiB, 200,000, 8; 64 KiB a value, 256 KiB an advertisement, 4,000,000 bytes a chunk;
   * 64 MiB and 20 times when inflated.
   */
  public static final IpniLimits DEFAULT =
      new IpniLimits(16 << 10, 32 << 20, 200_000, 8, 64 << 10, 256 << 10, 4_000_000, 64L << 20, 20);

  /** Refuses a cap below 1 with an {@link IllegalArgumentException}. */
  public IpniLimits {
    long least =
        Math.min(
            Math.min(Math.min(headBytesMax, snapshotBytesMax), Math.min(providersMax, depthMax)),
            Math.min(
                Math.min(valueBytesMax, adBytesMax),
                Math.min(chunkBytesMax, Math.min(inflatedBytesMax, gzipRatioMax))));
    if (least < 1) {
      throw new IllegalArgumentException("a limit is below 1");
    }
  }
}
