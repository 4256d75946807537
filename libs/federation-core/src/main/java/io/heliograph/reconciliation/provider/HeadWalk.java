package io.heliograph.reconciliation.provider;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.reconciliation.alert.AlertKind;
import io.heliograph.reconciliation.chain.AdRef;
import io.heliograph.reconciliation.chain.ProcessedAd;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The second half of a fork's decision: down from the provider's signed head until the claimed or
 * the local advertisement is met. Neither is met: both are stale, and the head itself is followed.
 * One thread at a time.
 */
final class HeadWalk {
  private final Cid claimed;
  private final Cid local;
  private final Supplier<ProviderDecision> takeClaimed;
  private final @Nullable Cid truncatedAt;
  private final AdStack stack = new AdStack();
  private boolean fromPublisher;

  /**
   * @param takeClaimed what follows when the claimed one is met
   * @param truncatedAt where the claimed chain ends, if it does not reach a common ancestor
   */
  HeadWalk(
      Cid claimed,
      Cid local,
      Supplier<ProviderDecision> takeClaimed,
      @Nullable Cid truncatedAt) {
    this.claimed = claimed;
    this.local = local;
    this.takeClaimed = takeClaimed;
    this.truncatedAt = truncatedAt;
  }

  void setFromPublisher(boolean is) {
    fromPublisher = is;
  }

  AdStack stack() {
    return stack;
  }

  /** What follows when this one is reached; nothing for any other than the two. */
  @Nullable ProviderDecision meets(Cid cid) {
    if (cid.equals(local)) {
      return new ProviderDecision.KeepLocal(
          false, truncatedAt == null ? AlertKind.PROVIDER_FORK : null);
    }
    if (!cid.equals(claimed)) {
      return null;
    }
    // A mirror may repeat an old head; without a common ancestor nothing shows that it is newer.
    return truncatedAt == null || fromPublisher
        ? takeClaimed.get()
        : new ProviderDecision.UnresolvedKeepLocal(AlertKind.CHAIN_TRUNCATED);
  }

  /** Reached something that is applied below the local one: neither is on this chain. */
  ProviderDecision processed(ProcessedAd ancestor) {
    if (stack.isEmpty()) {
      // The head itself is behind the local one: an old head of a mirror, which decides nothing.
      return new ProviderDecision.UnresolvedKeepLocal(AlertKind.PROVIDER_FORK);
    }
    return new ProviderDecision.SwitchChain(
        new AdRef(ancestor.cid(), ancestor.height()), stack.oldestFirst());
  }

  /** Reached genesis. */
  ProviderDecision genesis() {
    return new ProviderDecision.SwitchChain(null, stack.oldestFirst());
  }
}
