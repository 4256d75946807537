package io.heliograph.ipni.car;

/**
 * Caps of a CAR that others wrote.
 *
 * @param blockBytesMax one block
 * @param blocksMax blocks
 * @param bytesMax all of it, not compressed
 */
public record CarLimits(int blockBytesMax, int blocksMax, long bytesMax) {
  /** 16 MiB, 100,000 and 64 MiB. */
  public static final CarLimits DEFAULT = new CarLimits(16 << 20, 100_000, 64L << 20);

  /** Refuses a cap below 1 with an {@link IllegalArgumentException}. */
  public CarLimits {
    if (blockBytesMax < 1 || blocksMax < 1 || bytesMax < 1) {
      throw new IllegalArgumentException("a limit is below 1");
    }
  }
}
