package io.heliograph.dashboard.message;

import java.time.ZoneId;

/**
 * How messages are counted.
 *
 * @param misp whether MISP-dashboard's quirks are kept (contract dashboard.md, reading 5)
 * @param plainPlaces whether places of addresses are without category and value, as in the seed
 * @param zone where days begin
 * @param live what goes to the live log
 */
public record Rules(boolean misp, boolean plainPlaces, ZoneId zone, Live live) {
  private static final int LINE_CHARACTERS = 1 << 20;

  /**
   * The live log.
   *
   * @param channel its channel
   * @param bytesMax how much one message may send there; lines beyond it are left out
   * @param lineMax how many characters a line may have; longer ones are left out
   */
  public record Live(String channel, long bytesMax, int lineMax) {

    public Live {
      if (channel.isEmpty() || bytesMax < 1 || lineMax < 1) {
        throw new IllegalArgumentException("the live log needs a channel and some bytes");
      }
    }
  }

  /** With lines of the default length. */
  public Rules(
      boolean misp, boolean plainPlaces, ZoneId zone, String liveChannel, long liveBytesMax) {
    this(misp, plainPlaces, zone, new Live(liveChannel, liveBytesMax, LINE_CHARACTERS));
  }
}
