package io.heliograph.reconciliation.provider;

import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdFacts;

/** Whether an advertisement may speak for a provider. Pure. */
@FunctionalInterface
public interface AdPolicy {
  /** Says whether the advertisement is the provider's own, in this group and at this time. */
  boolean admits(PeerId provider, AdFacts ad, long nowMillis);
}
