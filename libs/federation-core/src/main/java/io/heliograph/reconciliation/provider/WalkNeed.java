package io.heliograph.reconciliation.provider;

import io.heliograph.ipni.multiformat.Cid;

/** What a {@link ChainWalk} waits for. */
public sealed interface WalkNeed {
  /** This advertisement: whether it is processed, else its facts. */
  record FindAd(Cid cid) implements WalkNeed {}

  /** The head that the provider signed. */
  record FindHead() implements WalkNeed {}

  /** Its stack to be made durable; another walk goes on from there. */
  record Rest(WalkProgress progress) implements WalkNeed {}

  /** Nothing: it has decided. */
  record Done(ProviderDecision decision) implements WalkNeed {}
}
