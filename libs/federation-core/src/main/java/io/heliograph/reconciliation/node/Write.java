package io.heliograph.reconciliation.node;

import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.member.EquivocationProof;
import io.heliograph.reconciliation.member.MemberRow;
import io.heliograph.reconciliation.provider.Tombstone;

/** One change within a transaction of {@link Effect.Commit}. */
public sealed interface Write {
  /** A member's row is that. */
  record PutMember(MemberRow row) implements Write {}

  /** A claim is work; does nothing when it is already. */
  record PutWork(WorkRow row) implements Write {}

  /** A claim is done or superseded. */
  record DropWork(WorkRow.Key key) implements Write {}

  /** A proof is kept for ever. */
  record PutEvidence(EquivocationProof proof) implements Write {}

  /** A provider is removed: its entry goes, what was processed stays, the tombstone comes. */
  record RemoveProvider(Tombstone tombstone) implements Write {}

  /** A removed provider may come back. */
  record DropTombstone(PeerId provider) implements Write {}
}
