package io.heliograph.reconciliation.provider;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.PeerId;

/**
 * A removed provider: only an advertisement that descends from its last one brings it back
 * (contract federation.md, section 1.6 row 15).
 *
 * @param untilMillis when it is forgotten
 */
public record Tombstone(PeerId provider, Cid last, long untilMillis) {
  /** How long a removal is remembered. */
  public static final long KEPT_MILLIS = 400L * 86_400_000;
}
