package io.heliograph.reconciliation.provider;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.reconciliation.alert.AlertKind;
import io.heliograph.reconciliation.chain.AdFacts;
import io.heliograph.reconciliation.chain.AdRef;
import io.heliograph.reconciliation.chain.ProcessedAd;
import io.heliograph.reconciliation.provider.WalkNeed.Done;
import io.heliograph.reconciliation.provider.WalkNeed.FindAd;
import io.heliograph.reconciliation.provider.WalkNeed.FindHead;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The conflict algorithm for one provider and one claimed advertisement (contract federation.md,
 * sections 3.4 and 3.5). It walks from the claimed advertisement down until it meets what is
 * processed: the local one means that the claim is ahead, anything below it means a fork. A fork is
 * decided by the head that the provider signed: the first of the two that is met on the way down
 * from there counts. That head is also asked before something is withdrawn. Never moves to an
 * ancestor; heights are hints that cost requests at most.
 *
 * <p>The local entry must not change while it walks. One thread at a time: {@link #need} says what
 * it waits for, and one of the other methods answers.
 */
public final class ChainWalk {
  private final WalkTarget target;
  private final @Nullable ProviderEntry local;
  private final @Nullable Tombstone tombstone;
  private final WalkLimits limits;
  private final AdPolicy policy;
  private final AdStack stack = new AdStack();
  private @Nullable HeadWalk headWalk;
  private @Nullable AdRef ancestor;

  /** What is decided but for the head's word. */
  private @Nullable ProviderDecision pending;

  private @Nullable Cid truncatedAt;
  private Cid next;
  private int inThisPass;
  private @Nullable WalkProgress progress;
  private WalkNeed need;

  /**
   * @param local what is applied; absent for an unknown or removed provider
   * @param tombstone that the provider was removed; absent with {@code local}
   */
  public ChainWalk(
      WalkTarget target,
      @Nullable ProviderEntry local,
      @Nullable Tombstone tombstone,
      WalkLimits limits,
      AdPolicy policy) {
    this.target = target;
    this.local = local;
    this.tombstone = tombstone;
    this.limits = limits;
    this.policy = policy;
    next = target.ref().cid();
    boolean same = local != null && local.last().equals(next);
    need = same ? new Done(new ProviderDecision.InSync()) : new FindAd(next);
  }

  /**
   * Goes on where an earlier walk rested; at the beginning only. The local chain may have grown
   * meanwhile, so the claimed advertisement is looked up once more.
   */
  public ChainWalk resumed(WalkProgress reached) {
    progress = reached;
    return this;
  }

  /** What it claims. */
  public WalkTarget target() {
    return target;
  }

  /** What it waits for. */
  public WalkNeed need() {
    return need;
  }

  /** What was sought is on the chain that is applied for some provider. */
  public void processed(ProcessedAd ad) {
    if (!ad.provider().equals(target.provider())) {
      reject(AlertKind.FOREIGN_AD);
    } else if (headWalk != null) {
      headMet(HeadWalk.Met.BELOW, new AdRef(ad.cid(), ad.height()));
    } else if (tombstone != null) {
      if (ad.cid().equals(tombstone.last()) && !stack.isEmpty()) {
        advance(ad.height());
      } else {
        done(new ProviderDecision.StaysRemoved());
      }
    } else if (local == null || ad.cid().equals(local.last())) {
      if (stack.isEmpty()) {
        done(new ProviderDecision.InSync());
      } else {
        advance(ad.height());
      }
    } else if (stack.isEmpty()) {
      done(new ProviderDecision.KeepLocal(isWrong(ad.height()), null));
    } else {
      ancestor = new AdRef(ad.cid(), ad.height());
      need = new FindHead();
    }
  }

  /** What was sought is new here; its hash and signature are right. */
  public void found(AdFacts ad, long nowMillis) {
    WalkProgress reached = progress;
    if (!policy.admits(target.provider(), ad, nowMillis)) {
      refused();
    } else if (reached != null) {
      progress = null;
      goOn(reached);
    } else {
      push(ad);
    }
  }

  private void push(AdFacts ad) {
    AdStack into = headWalk == null ? stack : headWalk.stack();
    into.push(ad);
    inThisPass++;
    Cid previous = ad.previous();
    if (previous == null) {
      genesis();
    } else if (into.isVisited(previous)) {
      reject(AlertKind.CHAIN_LOOP);
    } else if (into.size() >= limits.chainAdsMax()) {
      reject(AlertKind.CHAIN_TOO_LONG);
    } else {
      find(previous);
    }
  }

  /** Nobody has it, however often they were asked: the chain is truncated there. */
  public void missing() {
    if (headWalk != null) {
      done(withoutHead());
    } else if (stack.isEmpty()) {
      done(new ProviderDecision.Unavailable());
    } else if (tombstone != null) {
      done(new ProviderDecision.StaysRemoved());
    } else if (local == null) {
      settle(new ProviderDecision.Partial(stack.oldestFirst(), next, true));
    } else {
      truncatedAt = next;
      need = new FindHead();
    }
  }

  /** What was sought is refused: its hash, form or signature is wrong wherever it was asked for. */
  public void refused() {
    if (headWalk != null) {
      done(withoutHead());
    } else {
      reject(AlertKind.FOREIGN_AD);
    }
  }

  /** The provider's signed head; from its publisher or, of less weight, from a mirror. */
  public void head(Cid head, boolean fromPublisher) {
    Cid own = local == null ? null : local.last();
    headWalk = new HeadWalk(target.ref().cid(), own, fromPublisher);
    find(head);
  }

  /** The provider's head cannot be had. */
  public void noHead() {
    done(withoutHead());
  }

  private void goOn(WalkProgress reached) {
    ProviderEntry own = local;
    boolean met = stack.restore(reached, own == null ? null : own.last());
    if (met && own != null) {
      advance(own.height());
    } else {
      find(reached.next());
    }
  }

  private void find(Cid cid) {
    next = cid;
    HeadWalk.Met met = headWalk == null ? null : headWalk.meets(cid);
    if (met != null) {
      headMet(met, null);
    } else if (headWalk == null && inThisPass >= limits.passAdsMax()) {
      need = new WalkNeed.Rest(new WalkProgress(stack.newestFirst(), cid));
    } else {
      need = new FindAd(cid);
    }
  }

  private void genesis() {
    if (headWalk != null) {
      headMet(HeadWalk.Met.GENESIS, null);
    } else if (tombstone != null) {
      done(new ProviderDecision.StaysRemoved());
    } else if (local == null) {
      settle(new ProviderDecision.FetchFullChain(stack.oldestFirst(), true));
    } else {
      need = new FindHead();
    }
  }

  private void advance(long fromHeight) {
    long height = fromHeight == AdRef.UNKNOWN ? AdRef.UNKNOWN : fromHeight + stack.size();
    AdRef after = new AdRef(target.ref().cid(), height);
    settle(new ProviderDecision.Advance(stack.oldestFirst(), after, isWrong(height), true));
  }

  /** A decision that needs no head, unless it withdraws something. */
  private void settle(ProviderDecision decision) {
    if (stack.withdraws()) {
      pending = decision;
      need = new FindHead();
    } else {
      done(decision);
    }
  }

  private void headMet(HeadWalk.Met met, @Nullable AdRef below) {
    HeadWalk walk = Objects.requireNonNull(headWalk);
    ProviderDecision waiting = pending;
    done(waiting == null ? fork(walk, met, below) : confirm(walk, met, waiting));
  }

  private ProviderDecision confirm(HeadWalk walk, HeadWalk.Met met, ProviderDecision waiting) {
    return switch (met) {
      case CLAIMED -> waiting;
      // An old head does not contradict what is newer than it.
      case LOCAL, BELOW -> walk.isOld() ? withoutHead() : offItsChain();
      case GENESIS -> offItsChain();
    };
  }

  private ProviderDecision fork(HeadWalk walk, HeadWalk.Met met, @Nullable AdRef below) {
    return switch (met) {
      case CLAIMED -> claimed(walk);
      case LOCAL -> offItsChain();
      // An old head decides nothing either; a new one shows that both are stale.
      case BELOW ->
          walk.isOld()
              ? withoutHead()
              : new ProviderDecision.SwitchChain(below, walk.stack().oldestFirst());
      case GENESIS -> new ProviderDecision.SwitchChain(null, walk.stack().oldestFirst());
    };
  }

  private ProviderDecision claimed(HeadWalk walk) {
    Cid gone = truncatedAt;
    if (gone == null) {
      return new ProviderDecision.SwitchChain(ancestor, stack.oldestFirst());
    }
    // Without a common ancestor nothing but the publisher's word shows that it is newer.
    return walk.isFromPublisher()
        ? new ProviderDecision.Partial(stack.oldestFirst(), gone, true)
        : withoutHead();
  }

  private ProviderDecision offItsChain() {
    return new ProviderDecision.KeepLocal(
        false, truncatedAt == null ? AlertKind.PROVIDER_FORK : null);
  }

  private ProviderDecision withoutHead() {
    return switch (pending) {
      case ProviderDecision.FetchFullChain(List<AdStep> steps, var ignored) ->
          new ProviderDecision.FetchFullChain(steps, false);
      case ProviderDecision.Advance(List<AdStep> steps, AdRef after, boolean wrong, var ignored) ->
          new ProviderDecision.Advance(steps, after, wrong, false);
      case ProviderDecision.Partial(List<AdStep> steps, Cid gone, var ignored) ->
          new ProviderDecision.Partial(steps, gone, false);
      case null, default ->
          new ProviderDecision.UnresolvedKeepLocal(
              truncatedAt == null ? AlertKind.PROVIDER_FORK : AlertKind.CHAIN_TRUNCATED);
    };
  }

  private boolean isWrong(long height) {
    long hint = target.ref().height();
    return height != AdRef.UNKNOWN && hint != AdRef.UNKNOWN && hint != height;
  }

  private void reject(AlertKind alert) {
    done(new ProviderDecision.RejectEntry(alert));
  }

  private void done(ProviderDecision decision) {
    need = new Done(decision);
  }
}
