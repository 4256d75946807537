package io.heliograph.reconciliation.event;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of an event that a chain offers (contract federation.md, section 0.3): the first one
 * of a key stays for ever, so that no member can replace an event, least of all a local one. Pure.
 */
public enum Claim {
  /** The key is new: it is injected. */
  NEW,
  /** It is here already, byte for byte. */
  DUPLICATE,
  /** The same statement in other bytes: counted, not injected. */
  VARIANT,
  /** It was withdrawn: it does not come back. */
  WITHDRAWN,
  /** Another event under a taken key: into quarantine, with an alert. */
  COLLISION;

  /**
   * Decides.
   *
   * @param known the first event of that key; absent when there is none
   */
  public static Claim of(@Nullable Known known, EventFacts offered) {
    if (known == null) {
      return NEW;
    }
    EventFacts first = known.event();
    if (!first.key().equals(offered.key())) {
      throw new IllegalArgumentException("claim: compares events of two keys");
    }
    if (first.content().equals(offered.content())) {
      return known.isWithdrawn() ? WITHDRAWN : DUPLICATE;
    }
    String sha256 = first.sha256();
    boolean same =
        sha256 != null
            && sha256.equals(offered.sha256())
            && first.author().equals(offered.author())
            && first.action().equals(offered.action());
    return same ? VARIANT : COLLISION;
  }
}
