package io.heliograph.reconciliation.node;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.alert.Alert;
import io.heliograph.reconciliation.chain.AdRef;
import io.heliograph.reconciliation.member.EquivocationProof;
import io.heliograph.reconciliation.member.SignedSnapshot;
import io.heliograph.reconciliation.provider.AdStep;
import io.heliograph.reconciliation.snapshot.SnapshotFacts;
import io.heliograph.reconciliation.writer.SelfState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the node wants done. Those that name their answer get exactly one, also after a time-out or
 * an error; an answer that comes twice or late does nothing. Effects of one return may be done at
 * once and in any order, but for {@link Poke}, which follows a commit.
 */
public sealed interface Effect {

  /**
   * Ask a member for its head; answered by {@link Input.HeadAnswered}.
   *
   * @param conditional whether "unchanged" is an answer
   */
  record FetchHead(PeerId member, boolean conditional) implements Effect {}

  /**
   * Get a member's snapshot, from the own blocks if it is there; answered by {@link
   * Input.SnapshotAnswered}.
   */
  record FetchSnapshot(PeerId member, Cid cid) implements Effect {}

  /** Say which of these are processed; answered by {@link Input.AdsLookedUp}. */
  record LookUpAds(PeerId member, Set<Cid> cids) implements Effect {}

  /**
   * Find an advertisement: among the processed, in the own blocks, at these mirrors in their order,
   * at the publisher, at all other members of the group; answered by {@link Input.AdAnswered}.
   */
  record FindAd(PeerId provider, Cid cid, List<PeerId> mirrors) implements Effect {}

  /**
   * Get the head that a provider signed: from its publisher, else from a mirror; answered by {@link
   * Input.ProviderHeadAnswered}.
   */
  record FetchProviderHead(PeerId provider, List<PeerId> mirrors) implements Effect {}

  /** Do these writes in one transaction; answered by {@link Input.Committed}. */
  record Commit(long id, List<Write> writes) implements Effect {
    /** Copies what it is given. */
    public Commit {
      writes = List.copyOf(writes);
    }
  }

  /**
   * Apply an advertisement in one transaction: its entries go out, it is processed, the provider's
   * entry names it. Again for one that is applied does nothing. Answered by {@link
   * Input.AdApplied}.
   *
   * @param height of the entry afterwards
   * @param truncatedAt of the entry afterwards
   */
  record ApplyAd(PeerId provider, AdStep step, long height, @Nullable Cid truncatedAt)
      implements Effect {}

  /**
   * Undo the newest advertisement of a provider in one transaction: what its entries published is
   * withdrawn, it is processed no more, the provider's entry names its predecessor or goes.
   * Answered by {@link Input.AdUndone}.
   */
  record UndoAd(PeerId provider, Cid cid) implements Effect {}

  /** Ask a member what it saw of this instance; answered by {@link Input.SelfSeen}. */
  record AskSelf(PeerId member) implements Effect {}

  /**
   * Begin the transaction of an own snapshot: lock the row over all replicas, read the map.
   * Answered by {@link Input.SelfLocked} or {@link Input.SnapshotFailed}.
   */
  record LockSelf() implements Effect {}

  /** Encode and sign; answered by {@link Input.SnapshotSigned} or {@link Input.SnapshotFailed}. */
  record SignSnapshot(SelfState next, Map<PeerId, AdRef> providers) implements Effect {}

  /** Store block and row; answered by {@link Input.SnapshotStored} or failed. */
  record StoreSnapshot(SignedSnapshot signed, SnapshotFacts facts) implements Effect {}

  /** Commit; answered by {@link Input.SnapshotCommitted} or failed. */
  record CommitSnapshot(SignedSnapshot signed) implements Effect {}

  /** Roll back: the map is as the newest snapshot has it. No answer. */
  record AbandonSnapshot() implements Effect {}

  /** Tell members of the new head; may be lost. No answer. */
  record Poke(List<PeerId> members, SignedSnapshot head) implements Effect {}

  /** Bring a proof to members; may be lost. No answer. */
  record ShareProof(EquivocationProof proof, List<PeerId> members) implements Effect {}

  /** Tell an operator. No answer. */
  record Raise(Alert alert) implements Effect {}
}
