package io.heliograph.reconciliation.provider;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.reconciliation.alert.AlertKind;
import io.heliograph.reconciliation.chain.AdFacts;
import io.heliograph.reconciliation.chain.AdRef;
import io.heliograph.reconciliation.chain.ProcessedAd;
import io.heliograph.reconciliation.provider.WalkNeed.Done;
import io.heliograph.reconciliation.provider.WalkNeed.FindAd;
import io.heliograph.reconciliation.provider.WalkNeed.FindHead;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The conflict algorithm for one provider and one claimed advertisement (contract federation.md,
 * sections 3.4 and 3.5). It walks from the claimed advertisement down until it meets what is
 * processed: the local one means that the claim is ahead, anything below it means a fork. A fork is
 * decided by the head that the provider signed: the first of the two that is met on the way down
 * from there counts. Never moves to an ancestor; heights are hints that cost requests at most.
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
  private @Nullable ProcessedAd ancestor;
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
      done(headWalk.processed(ad));
    } else if (tombstone != null) {
      boolean descends = ad.cid().equals(tombstone.last()) && !stack.isEmpty();
      done(descends ? advance(ad) : new ProviderDecision.StaysRemoved());
    } else if (local == null || ad.cid().equals(local.last())) {
      done(stack.isEmpty() ? new ProviderDecision.InSync() : advance(ad));
    } else if (stack.isEmpty()) {
      done(new ProviderDecision.KeepLocal(isWrong(ad.height()), null));
    } else {
      ancestor = ad;
      need = new FindHead();
    }
  }

  /** What was sought is new here; its hash and signature are right. */
  public void found(AdFacts ad, long nowMillis) {
    if (!policy.admits(target.provider(), ad, nowMillis)) {
      if (headWalk != null) {
        done(unresolved());
      } else {
        reject(AlertKind.FOREIGN_AD);
      }
      return;
    }
    WalkProgress reached = progress;
    if (reached != null) {
      progress = null;
      goOn(reached);
      return;
    }
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
      done(unresolved());
    } else if (stack.isEmpty()) {
      done(new ProviderDecision.Unavailable());
    } else if (tombstone != null) {
      done(new ProviderDecision.StaysRemoved());
    } else if (local == null) {
      done(new ProviderDecision.Partial(stack.oldestFirst(), next));
    } else {
      truncatedAt = next;
      need = new FindHead();
    }
  }

  /** What was sought is refused: its hash, form or signature is wrong wherever it was asked for. */
  public void refused() {
    if (headWalk != null) {
      done(unresolved());
    } else {
      reject(AlertKind.FOREIGN_AD);
    }
  }

  /** The provider's signed head; from its publisher or, of less weight, from a mirror. */
  public void head(Cid head, boolean fromPublisher) {
    ProviderEntry own = Objects.requireNonNull(local, "a fork needs a local chain");
    headWalk = new HeadWalk(target.ref().cid(), own.last(), this::claimed, truncatedAt);
    headWalk.setFromPublisher(fromPublisher);
    find(head);
  }

  /** The provider's head cannot be had. */
  public void noHead() {
    done(unresolved());
  }

  private void goOn(WalkProgress reached) {
    Cid last = local == null ? null : local.last();
    boolean met = stack.restore(reached, last);
    if (met && local != null) {
      done(
          advance(new ProcessedAd(local.last(), target.provider(), null, local.height())));
    } else {
      find(reached.next());
    }
  }

  private void find(Cid cid) {
    next = cid;
    ProviderDecision met = headWalk == null ? null : headWalk.meets(cid);
    if (met != null) {
      done(met);
    } else if (headWalk == null && inThisPass >= limits.passAdsMax()) {
      need = new WalkNeed.Rest(new WalkProgress(stack.newestFirst(), cid));
    } else {
      need = new FindAd(cid);
    }
  }

  private void genesis() {
    if (headWalk != null) {
      done(headWalk.genesis());
    } else if (tombstone != null) {
      done(new ProviderDecision.StaysRemoved());
    } else if (local == null) {
      done(new ProviderDecision.FetchFullChain(stack.oldestFirst()));
    } else {
      need = new FindHead();
    }
  }

  /** The claimed chain, once the head says that it is the provider's. */
  private ProviderDecision claimed() {
    Cid gone = truncatedAt;
    if (gone != null) {
      return new ProviderDecision.Partial(stack.oldestFirst(), gone);
    }
    ProcessedAd met = ancestor;
    return new ProviderDecision.SwitchChain(
        met == null ? null : new AdRef(met.cid(), met.height()), stack.oldestFirst());
  }

  private ProviderDecision advance(ProcessedAd from) {
    long height =
        from.height() == AdRef.UNKNOWN ? AdRef.UNKNOWN : from.height() + stack.size();
    return new ProviderDecision.Advance(
        stack.oldestFirst(), new AdRef(target.ref().cid(), height), isWrong(height));
  }

  private ProviderDecision unresolved() {
    return new ProviderDecision.UnresolvedKeepLocal(
        truncatedAt == null ? AlertKind.PROVIDER_FORK : AlertKind.CHAIN_TRUNCATED);
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
