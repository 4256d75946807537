package io.heliograph.reconciliation.chain;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.PeerId;
import org.jspecify.annotations.Nullable;

/**
 * An advertisement on the chain that this instance has applied for a provider: the newest one or an
 * ancestor of it. What was undone after a fork is not processed any more.
 *
 * @param height from genesis, or {@link AdRef#UNKNOWN} above a truncation
 */
public record ProcessedAd(Cid cid, PeerId provider, @Nullable Cid previous, long height) {}
