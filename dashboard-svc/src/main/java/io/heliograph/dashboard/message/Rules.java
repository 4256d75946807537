package io.heliograph.dashboard.message;

import java.time.ZoneId;

/**
 * How messages are counted.
 *
 * @param peer whether the peer's quirks are kept (contract dashboard.md, reading 5)
 * @param plainPlaces whether places of addresses are without category and value, as in the seed
 * @param zone where days begin
 * @param liveChannel the channel of the live log
 * @param liveBytesMax how much one message may send there; lines beyond it are left out
 */
public record Rules(
    boolean peer, boolean plainPlaces, ZoneId zone, String liveChannel, long liveBytesMax) {

  public Rules {
    if (liveChannel.isEmpty() || liveBytesMax < 1) {
      throw new IllegalArgumentException("the live log needs a channel and some bytes");
    }
  }
}
