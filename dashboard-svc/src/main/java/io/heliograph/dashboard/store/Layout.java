package io.heliograph.dashboard.store;

import java.time.Duration;
import java.time.ZoneId;

/**
 * How the statistics are kept.
 *
 * @param database the logical database of the statistics
 * @param diagnosticDatabase the one of MISP-dashboard's diagnostic answer
 * @param misp whether MISP-dashboard's quirks are kept
 * @param zone where days begin
 * @param kept how long daily keys stay after their last change; zero for ever
 * @param limits how much keys may grow
 */
public record Layout(
    int database, int diagnosticDatabase, boolean misp, ZoneId zone, Duration kept, Limits limits) {

  /**
   * Bounds of what messages make grow. What is beyond is left out and counted as such; what a key
   * has already goes on counting.
   *
   * @param members how many members a key may have, and how many organisations there may be
   * @param memberBytes how many bytes a member or the name of an organisation may have
   * @param categories how many categories a day may have
   */
  public record Limits(int members, int memberBytes, int categories) {
    /** The defaults of {@code statistics.limits}. */
    public static final Limits DEFAULT = new Limits(100_000, 4_096, 200);

    public Limits {
      if (members < 1 || memberBytes < 1 || categories < 1) {
        throw new IllegalArgumentException("hub.statistics.limits: each at least 1");
      }
    }
  }

  /** With the default limits. */
  public Layout(int database, int diagnosticDatabase, boolean misp, ZoneId zone, Duration kept) {
    this(database, diagnosticDatabase, misp, zone, kept, Limits.DEFAULT);
  }

  public Layout {
    if (database < 0 || diagnosticDatabase < 0 || kept.isNegative()) {
      throw new IllegalArgumentException("no layout");
    }
  }
}
