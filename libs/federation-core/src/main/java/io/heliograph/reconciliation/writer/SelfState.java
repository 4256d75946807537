package io.heliograph.reconciliation.writer;

import io.heliograph.ipni.multiformat.Cid;
import org.jspecify.annotations.Nullable;

/**
 * The durable row of the instance's own snapshots in one group.
 *
 * @param vc of the newest one; 0 before the first
 * @param epoch of the newest one
 * @param head the newest one
 */
public record SelfState(long vc, long epoch, @Nullable Cid head) {
  /** Before the first snapshot. */
  public static final SelfState NONE = new SelfState(0, 0, null);

  /**
   * Clock and epoch of the next one: both above everything that this instance ever said and that
   * others saw of it (invariants I3 and I4).
   *
   * @param floor what others saw; {@link #NONE} for nothing
   */
  public SelfState next(SelfState floor, long nowSeconds) {
    long nextVc = Math.addExact(Math.max(vc, floor.vc), 1);
    long after = vc == 0 && floor.vc == 0 ? 0 : Math.addExact(Math.max(epoch, floor.epoch), 1);
    return new SelfState(nextVc, Math.max(after, nowSeconds), head);
  }

  /** The higher of each. */
  public SelfState max(SelfState other) {
    return new SelfState(Math.max(vc, other.vc), Math.max(epoch, other.epoch), head);
  }
}
