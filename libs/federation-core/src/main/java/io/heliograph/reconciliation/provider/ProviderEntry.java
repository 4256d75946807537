package io.heliograph.reconciliation.provider;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.reconciliation.chain.AdRef;
import org.jspecify.annotations.Nullable;

/**
 * How far this instance has applied a provider's chain: everything from genesis, or from above
 * {@code truncatedAt}, up to {@code last} (invariant I1).
 *
 * @param height exact, or {@link AdRef#UNKNOWN} above a truncation
 * @param truncatedAt the newest advertisement that nobody has any more
 */
public record ProviderEntry(Cid last, long height, @Nullable Cid truncatedAt) {
  /** As a snapshot names it. */
  public AdRef ref() {
    return new AdRef(last, height);
  }
}
