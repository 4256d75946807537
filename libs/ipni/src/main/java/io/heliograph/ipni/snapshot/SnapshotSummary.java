package io.heliograph.ipni.snapshot;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.multiformat.Cid;
import java.util.Optional;

/**
 * What a valid snapshot says besides its providers.
 *
 * @param bytes its size, not compressed
 * @param verdict one that accepts
 */
public record SnapshotSummary(
    Cid cid,
    long epoch,
    long vc,
    Optional<Cid> previous,
    int providers,
    long bytes,
    Verdict verdict) {
  /**
   * Refuses it with {@link Verdict#CHAIN_NOT_MONOTONIC} unless it can follow that snapshot, which
   * its {@link #previous} names: the vector clock rises, the epoch does not fall.
   */
  public void requireAfter(SnapshotSummary former) {
    if (!previous.equals(Optional.of(former.cid))) {
      throw new IllegalArgumentException(cid + " does not follow " + former.cid);
    }
    if (vc <= former.vc) {
      throw IpniException.of(
          Verdict.CHAIN_NOT_MONOTONIC, "snapshot.vc", "must be above " + former.vc, vc);
    }
    if (epoch < former.epoch) {
      throw IpniException.of(
          Verdict.CHAIN_NOT_MONOTONIC,
          "snapshot.epoch",
          "must not be below " + former.epoch,
          epoch);
    }
  }
}
