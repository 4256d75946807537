package io.heliograph.reconciliation.member;

import java.util.Set;

/** Where an instance stands with a member (contract federation.md, section 3.7). */
public enum MemberPhase {
  /** Listed and never asked. */
  UNKNOWN,
  /** Asked, and nothing has been accepted yet. */
  PROBING,
  /** Everything that it named has been looked at. */
  SYNCED,
  /** It has a newer snapshot than the one that was seen. */
  BEHIND,
  /** Its newest snapshot is work that is not done. */
  RECONCILING,
  /** It does not answer; it is asked again after a growing pause. */
  UNREACHABLE,
  /** Nothing is taken from it; {@link Member#heldFor} says why and what ends it. */
  HELD,
  /** It lied, provably; nothing is taken from it. It is still served. */
  QUARANTINED,
  /** It is listed no more: neither dialled nor served. */
  REMOVED;

  /** Whether it may be asked for heads. */
  boolean isDialled() {
    return switch (this) {
      case UNKNOWN, PROBING, SYNCED, BEHIND, RECONCILING, UNREACHABLE, HELD -> true;
      case QUARANTINED, REMOVED -> false;
    };
  }

  /** Whether it may be served. */
  public boolean isServed() {
    return this != REMOVED;
  }

  /** Whether its snapshots count. */
  public boolean isTrusted() {
    return switch (this) {
      case UNKNOWN, PROBING, SYNCED, BEHIND, RECONCILING, UNREACHABLE -> true;
      case HELD, QUARANTINED, REMOVED -> false;
    };
  }

  /** The phases that may follow; only an operator leads out of the last three. */
  Set<MemberPhase> next() {
    return switch (this) {
      case UNKNOWN -> Set.of(PROBING, HELD, QUARANTINED, REMOVED);
      case PROBING -> Set.of(BEHIND, UNREACHABLE, SYNCED, HELD, QUARANTINED, REMOVED);
      case SYNCED -> Set.of(BEHIND, RECONCILING, UNREACHABLE, HELD, QUARANTINED, REMOVED);
      case BEHIND -> Set.of(RECONCILING, SYNCED, UNREACHABLE, HELD, QUARANTINED, REMOVED);
      case RECONCILING -> Set.of(SYNCED, BEHIND, UNREACHABLE, HELD, QUARANTINED, REMOVED);
      case UNREACHABLE -> Set.of(PROBING, SYNCED, BEHIND, RECONCILING, HELD, QUARANTINED, REMOVED);
      case HELD -> Set.of(PROBING, BEHIND, SYNCED, QUARANTINED, REMOVED);
      case QUARANTINED, REMOVED -> Set.of(PROBING, REMOVED);
    };
  }
}
