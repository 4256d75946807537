package io.heliograph.reconciliation.node;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdRef;
import io.heliograph.reconciliation.member.HistoryWalk;
import io.heliograph.reconciliation.snapshot.SignedHead;
import io.heliograph.reconciliation.snapshot.SnapshotFacts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far the exchange with one member has come; there is one at a time (federation.md, 3.4). */
sealed interface Exchange {
  /** None is under way. */
  record Idle() implements Exchange {}

  /** Its head was asked for, then. */
  record AskingHead(long sinceMillis) implements Exchange {}

  /** Its head is verified, the snapshot was asked for. */
  record GettingSnapshot(SignedHead head) implements Exchange {}

  /** Its snapshot's history is walked in search of the one that was seen. */
  record WalkingHistory(SignedHead head, SnapshotFacts facts, HistoryWalk walk, Cid asked)
      implements Exchange {}

  /**
   * It is looked up which of its advertisements are processed.
   *
   * @param head absent when a map is compared again
   * @param accepts whether the snapshot becomes the one that was seen
   * @param unknown entries of providers that are unknown here or were removed
   * @param differing entries that differ from the local ones
   */
  record LookingUp(
      @Nullable SignedHead head,
      SnapshotFacts facts,
      boolean accepts,
      Map<PeerId, AdRef> unknown,
      Map<PeerId, AdRef> differing)
      implements Exchange {}

  /** Its work is being made durable. */
  record Committing() implements Exchange {}
}
