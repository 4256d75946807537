package io.heliograph.reconciliation.node;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdRef;
import io.heliograph.reconciliation.provider.WalkProgress;
import org.jspecify.annotations.Nullable;

/**
 * A claim that is to be looked into: durable from the transaction that moved the member's floor on.
 * Unique by provider and advertisement.
 *
 * @param member who claims it
 * @param progress how far the walk came, once it has rested
 */
public record WorkRow(
    PeerId provider, AdRef target, PeerId member, @Nullable WalkProgress progress) {

  Key key() {
    return new Key(provider, target.cid());
  }

  WorkRow with(@Nullable WalkProgress reached) {
    return new WorkRow(provider, target, member, reached);
  }

  /** What makes a claim unique. */
  public record Key(PeerId provider, Cid target) {}
}
