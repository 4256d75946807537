package io.heliograph.reconciliation.member;

import io.heliograph.reconciliation.snapshot.SignedHead;
import io.heliograph.reconciliation.snapshot.SnapshotRef;

/**
 * A signed head together with the snapshot that it names.
 *
 * @param ref what stands in the snapshot whose bytes hash to the head's CID
 */
public record SignedSnapshot(SignedHead head, SnapshotRef ref) {
  /**
   * @throws IllegalArgumentException when the head names another snapshot
   */
  public SignedSnapshot {
    if (!head.cid().equals(ref.cid())) {
      throw new IllegalArgumentException("head: names another snapshot than " + ref.cid());
    }
  }
}
