package io.heliograph.reconciliation.provider;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.reconciliation.alert.AlertKind;
import io.heliograph.reconciliation.chain.AdRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows for one provider from what a member says of it (federation.md, section 3.5). */
public sealed interface ProviderDecision {

  /** What an operator is told. */
  default @Nullable AlertKind alert() {
    return null;
  }

  /** Nothing is to be done: both have the same. */
  record InSync() implements ProviderDecision {}

  /**
   * The local advertisement stays: the other one is behind it, or off the chain of the provider's
   * head.
   *
   * @param hintWrong whether the height that came with it was
   */
  record KeepLocal(boolean hintWrong, @Nullable AlertKind alert) implements ProviderDecision {}

  /**
   * Whether the provider's own head leads to what is to be applied, or nothing of it needs that.
   * The signature of an advertisement does not cover its context, so one that withdraws could be
   * another member's forgery: from the first of these on, nothing is applied while this is false.
   */
  default boolean isConfirmed() {
    return true;
  }

  /** A provider that was unknown: its chain from genesis. */
  record FetchFullChain(List<AdStep> oldestFirst, boolean isConfirmed)
      implements ProviderDecision {}

  /** Further advertisements of the local chain. */
  record Advance(List<AdStep> oldestFirst, AdRef after, boolean hintWrong, boolean isConfirmed)
      implements ProviderDecision {}

  /**
   * The provider forked and its head lies on the other chain: the local one is undone down to the
   * ancestor, which stays.
   *
   * @param ancestor the newest one that both have, with its height; absent when they share none
   */
  record SwitchChain(@Nullable AdRef ancestor, List<AdStep> oldestFirst)
      implements ProviderDecision {
    @Override
    public AlertKind alert() {
      return AlertKind.PROVIDER_FORK;
    }
  }

  /** Nobody can say which chain is the provider's: the local one stays, and it is tried again. */
  record UnresolvedKeepLocal(@Nullable AlertKind alert) implements ProviderDecision {}

  /** What the member says of this provider is refused. */
  record RejectEntry(AlertKind alert) implements ProviderDecision {}

  /** What is above the truncation. */
  record Partial(List<AdStep> oldestFirst, Cid truncatedAt, boolean isConfirmed)
      implements ProviderDecision {
    @Override
    public AlertKind alert() {
      return AlertKind.CHAIN_TRUNCATED;
    }
  }

  /** The provider was removed here, and this does not descend from its last advertisement. */
  record StaysRemoved() implements ProviderDecision {}

  /** Nobody has the advertisement that the member names. */
  record Unavailable() implements ProviderDecision {}
}
