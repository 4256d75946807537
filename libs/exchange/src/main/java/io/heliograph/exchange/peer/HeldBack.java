package io.heliograph.exchange.peer;

import java.util.Locale;

/** Why a message does not leave to a peer; each is counted under its name. */
public enum HeldBack {
  /** The peer has handled it. */
  SPLIT_HORIZON,
  /** The peer gets our own messages only. */
  NOT_OWN,
  /** The peer would refuse the path. */
  TOO_MANY_HOPS,
  /** n6 calls it internal. */
  INTERNAL,
  /** RED, and the peer is not named. */
  NOT_A_RECIPIENT,
  /** Stricter than the peer's clearance. */
  CLEARANCE;

  /** As metrics and explanations name it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
