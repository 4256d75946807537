package io.heliograph.coordinator.cursor;

import java.util.UUID;

/**
 * What shows that whoever names a delivery got it (contract dispatcher.md part 1 row 33): 128
 * random bits go out with the event; the lease and the stored statuses have only their digest, so
 * that a reader of those cannot settle the lease.
 */
public sealed interface LeaseProof {
  /** None: handed out before there were proofs, or never handed out. */
  record None() implements LeaseProof {}

  /** As the plugin has it. */
  record Secret(UUID bits) implements LeaseProof {}

  /** As it is stored: a digest of all that the locator says, the secret included. */
  record Digest(UUID bits) implements LeaseProof {}

  LeaseProof NONE = new None();
}
