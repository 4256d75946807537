package io.heliograph.reconciliation.writer;

import io.heliograph.ipni.multiformat.Cid;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which of the own snapshots stay: the last 288, then the newest of each 5 minutes for 30 days,
 * then one a day up to 400 days (contract federation.md, section 0.9). Pure.
 */
public final class SnapshotRetention {
  private static final int LAST = 288;
  private static final long MINUTES_5 = 300_000;
  private static final long DAY = 86_400_000;
  private static final int FINE_DAYS = 30;
  private static final int COARSE_DAYS = 400;

  private SnapshotRetention() {}

  /**
   * A stored snapshot.
   *
   * @param writtenMillis when it was written
   */
  public record Kept(Cid cid, long writtenMillis) {}

  /**
   * Which may go.
   *
   * @param newestFirst all that are stored
   */
  public static Set<Cid> expired(List<Kept> newestFirst, long nowMillis) {
    Set<Cid> expired = new HashSet<>();
    long slot = Long.MIN_VALUE;
    for (int i = 0; i < newestFirst.size(); i++) {
      Kept one = newestFirst.get(i);
      long age = nowMillis - one.writtenMillis();
      boolean fine = age <= FINE_DAYS * DAY;
      // Slots of minutes and of days never meet: the coarse ones are negative.
      long its =
          fine
              ? Math.floorDiv(one.writtenMillis(), MINUTES_5)
              : -1 - Math.floorDiv(one.writtenMillis(), DAY);
      if (i >= LAST && (its == slot || age > COARSE_DAYS * DAY)) {
        boolean unused = expired.add(one.cid());
      }
      slot = its;
    }
    return expired;
  }
}
