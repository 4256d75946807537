package io.heliograph.reconciliation.provider;

import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdRef;

/**
 * What a member claims of a provider.
 *
 * @param ref the advertisement, and the height that the member gives, if its hints count
 */
public record WalkTarget(PeerId provider, AdRef ref) {}
