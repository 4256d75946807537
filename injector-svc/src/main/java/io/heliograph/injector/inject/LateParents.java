package io.heliograph.injector.inject;

import io.heliograph.injector.insert.Inserts;
import java.util.Set;

/**
 * The parents of inserts that partitions lack, found once for all of them and for all slices of
 * their look-backs: with a million inserts it takes a good part of a second, in which nothing is
 * injected. Lives on the injection thread.
 */
final class LateParents {
  private final Inserts inserts;
  private Set<String> parents = Set.of();
  private long from = Long.MAX_VALUE;
  private long until;

  LateParents(Inserts inserts) {
    this.inserts = inserts;
  }

  /** The parents of inserts from the one position up to the other, and maybe some more. */
  Set<String> between(long fromPosition, long untilPosition) {
    if (fromPosition < from || untilPosition > until) {
      parents = inserts.parentsSince(fromPosition);
      from = fromPosition;
      until = untilPosition;
    }
    return parents;
  }

  /** No partition lacks any. */
  void forget() {
    parents = Set.of();
    from = Long.MAX_VALUE;
    until = 0;
  }
}
