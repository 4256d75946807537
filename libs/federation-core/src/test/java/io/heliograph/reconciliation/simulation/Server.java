package io.heliograph.reconciliation.simulation;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdFacts;
import io.heliograph.reconciliation.member.EquivocationProof;
import io.heliograph.reconciliation.member.SignedSnapshot;
import io.heliograph.reconciliation.snapshot.SnapshotFacts;
import org.jspecify.annotations.Nullable;

/** What an instance answers over the network; each method runs at the server, none may throw. */
interface Server {
  PeerId id();

  /** Whether a process is there to answer. */
  boolean isUp();

  /** The head; nothing for 204. */
  @Nullable SignedSnapshot head(PeerId asker);

  /** A snapshot; nothing for 404. */
  @Nullable Body<SnapshotFacts> snapshot(PeerId asker, Cid cid);

  /** An advertisement; nothing for 404. */
  @Nullable Body<AdFacts> ad(PeerId asker, Cid cid);

  /** The newest signed head of a provider that it knows; nothing for one that it does not. */
  @Nullable Cid providerHead(PeerId provider);

  /** What it saw of the asker. */
  @Nullable SignedSnapshot seenOf(PeerId asker);

  void poked(PeerId by);

  void proof(EquivocationProof proof);

  /** How long it thinks before it answers. */
  default long thinkMillis() {
    return 0;
  }

  /**
   * A body as it comes over the network.
   *
   * @param cid the hash of what was sent
   * @param bytes its size
   */
  record Body<T>(Cid cid, T content, long bytes) {}
}
