package io.heliograph.reconciliation.node;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdFacts;
import io.heliograph.reconciliation.chain.AdRef;
import io.heliograph.reconciliation.chain.ProcessedAd;
import io.heliograph.reconciliation.member.EpochUnit;
import io.heliograph.reconciliation.member.EquivocationProof;
import io.heliograph.reconciliation.member.SignedSnapshot;
import io.heliograph.reconciliation.provider.ProviderEntry;
import io.heliograph.reconciliation.snapshot.SignedHead;
import io.heliograph.reconciliation.snapshot.SnapshotFacts;
import io.heliograph.reconciliation.writer.SelfState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened. */
public sealed interface Input {

  /** Time passed: see {@link GroupNode#wakeMillis}. */
  record Tick() implements Input {}

  /** A member's answer to {@link Effect.FetchHead}. */
  record HeadAnswered(PeerId member, HeadAnswer answer) implements Input {}

  /** A member's head, or why there is none. */
  sealed interface HeadAnswer {
    /** 304. */
    record Unchanged() implements HeadAnswer {}

    /** 204: no snapshot yet. */
    record NoSnapshot() implements HeadAnswer {}

    /** A head whose signature is the member's, in this group. */
    record Offered(SignedHead head) implements HeadAnswer {}

    /** A head that is refused (contract federation.md, section 1.5). */
    record Refused(String code) implements HeadAnswer {}

    /** No answer in time, or an error. */
    record Failed() implements HeadAnswer {}
  }

  /** The answer to {@link Effect.FetchSnapshot}. */
  record SnapshotAnswered(PeerId member, Cid cid, SnapshotAnswer answer) implements Input {}

  /** A member's snapshot, or why there is none. */
  sealed interface SnapshotAnswer {
    /** A snapshot whose hash, form and canonical spelling are right. */
    record Found(SnapshotFacts facts) implements SnapshotAnswer {}

    /** 404 or 410. */
    record Gone() implements SnapshotAnswer {}

    /** Bytes that are refused (contract federation.md, section 1.5), or too many of them. */
    record Refused(String code) implements SnapshotAnswer {}

    /** No answer in time, or an error. */
    record Failed() implements SnapshotAnswer {}
  }

  /** The answer to {@link Effect.LookUpAds}: those of them that are processed. */
  record AdsLookedUp(PeerId member, Map<Cid, ProcessedAd> processed) implements Input {}

  /** The answer to {@link Effect.FindAd}. */
  record AdAnswered(PeerId provider, Cid cid, AdAnswer answer) implements Input {}

  /** An advertisement, or why there is none. */
  sealed interface AdAnswer {
    /** It is processed. */
    record Processed(ProcessedAd ad) implements AdAnswer {}

    /** It is new; hash and signature are right. */
    record Found(AdFacts ad) implements AdAnswer {}

    /** Every source says 404 or 410. */
    record Missing() implements AdAnswer {}

    /** Whoever had it had something that is refused. */
    record Refused() implements AdAnswer {}

    /** Not every source answered, and none had it. */
    record Failed() implements AdAnswer {}
  }

  /**
   * The answer to {@link Effect.FetchProviderHead}.
   *
   * @param head absent when it cannot be had
   * @param fromPublisher whether the provider itself said it just now
   */
  record ProviderHeadAnswered(PeerId provider, @Nullable Cid head, boolean fromPublisher)
      implements Input {}

  /** The answer to {@link Effect.Commit}. */
  record Committed(long id, boolean done) implements Input {}

  /** The answer to {@link Effect.ApplyAd}. */
  record AdApplied(PeerId provider, Cid cid, boolean done) implements Input {}

  /**
   * The answer to {@link Effect.UndoAd}.
   *
   * @param entry of the provider afterwards; absent when nothing of it is left
   */
  record AdUndone(PeerId provider, Cid cid, boolean done, @Nullable ProviderEntry entry)
      implements Input {}

  /**
   * The answer to {@link Effect.AskSelf}.
   *
   * @param answered whether the member answered at all
   * @param seen what it saw: a head with this instance's own signature; absent for nothing
   */
  record SelfSeen(PeerId member, boolean answered, @Nullable SignedSnapshot seen)
      implements Input {}

  /**
   * The answer to {@link Effect.LockSelf}.
   *
   * @param changed whether the map differs from that of the newest own snapshot
   */
  record SelfLocked(SelfState self, Map<PeerId, AdRef> providers, boolean changed)
      implements Input {}

  /** The answer to {@link Effect.SignSnapshot}. */
  record SnapshotSigned(SignedSnapshot signed) implements Input {}

  /** The answer to {@link Effect.StoreSnapshot}. */
  record SnapshotStored() implements Input {}

  /** The answer to {@link Effect.CommitSnapshot}. */
  record SnapshotCommitted() implements Input {}

  /** A step of an own snapshot failed and its transaction is rolled back. */
  record SnapshotFailed() implements Input {}

  /** A member says that it has a new head. */
  record Poked(PeerId member) implements Input {}

  /** Somebody brought a proof; both signatures and both blocks are verified. */
  record ProofArrived(EquivocationProof proof) implements Input {}

  /** A source of this instance has a further advertisement; it is processed already. */
  record LocalAdPublished(PeerId provider, ProviderEntry entry) implements Input {}

  /** A member is listed; does nothing for one that is. */
  record MemberListed(PeerId member, EpochUnit unit) implements Input {}

  /** A member is listed no more. */
  record MemberUnlisted(PeerId member) implements Input {}

  /** An operator holds a member. */
  record MemberHeld(PeerId member) implements Input {}

  /** An operator lets a member go on. */
  record MemberReleased(PeerId member) implements Input {}

  /** An operator removes a provider. */
  record ProviderRemoved(PeerId provider) implements Input {}

  /** Whether the own clock is to be trusted. */
  record ClockChecked(boolean trusted) implements Input {}
}
