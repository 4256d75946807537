package io.heliograph.reconciliation.provider;

import io.heliograph.ipni.multiformat.Cid;
import org.jspecify.annotations.Nullable;

/**
 * The way down from the head that a provider signed, until it meets what is claimed or what is
 * local. One thread at a time.
 */
final class HeadWalk {
  private final Cid claimed;
  private final @Nullable Cid local;
  private final boolean isFromPublisher;
  private final AdStack stack = new AdStack();

  /** What is met. */
  enum Met {
    CLAIMED,
    LOCAL,
    /** Something that is applied below the local one. */
    BELOW,
    GENESIS
  }

  /**
   * @param isFromPublisher whether the provider itself said the head just now; a mirror may repeat
   *     an old one
   */
  HeadWalk(Cid claimed, @Nullable Cid local, boolean isFromPublisher) {
    this.claimed = claimed;
    this.local = local;
    this.isFromPublisher = isFromPublisher;
  }

  boolean isFromPublisher() {
    return isFromPublisher;
  }

  AdStack stack() {
    return stack;
  }

  /** Whether the head is no newer than what is local: it says nothing of what is. */
  boolean isOld() {
    return stack.isEmpty();
  }

  /** What this one is; nothing for any other than the two. */
  @Nullable Met meets(Cid cid) {
    if (cid.equals(claimed)) {
      return Met.CLAIMED;
    }
    return cid.equals(local) ? Met.LOCAL : null;
  }
}
