package io.heliograph.dashboard.store;

import java.time.Duration;
import java.time.ZoneId;

/**
 * How the statistics are kept.
 *
 * @param database the logical database of the statistics
 * @param diagnosticDatabase the one of the peer's diagnostic answer
 * @param peer whether the peer's quirks are kept
 * @param zone where days begin
 * @param kept how long daily keys stay after their last change; zero for ever
 */
public record Layout(
    int database, int diagnosticDatabase, boolean peer, ZoneId zone, Duration kept) {

  public Layout {
    if (database < 0 || diagnosticDatabase < 0 || kept.isNegative()) {
      throw new IllegalArgumentException("no layout");
    }
  }
}
