package io.heliograph.reconciliation.member;

import io.heliograph.ipni.multiformat.PeerId;
import java.util.Optional;

/**
 * Two signed snapshots of one member and group with one vector clock: proof that the member lied.
 * It convinces anybody who verifies both signatures and both blocks, without trust in who brings it
 * (contract federation.md, section 3.3 rule 3).
 *
 * @param first the one whose CID sorts first, so that both orders give one proof
 */
public record EquivocationProof(SignedSnapshot first, SignedSnapshot second) {
  /**
   * @throws IllegalArgumentException when the two prove nothing
   */
  public EquivocationProof {
    if (!proves(first, second)) {
      throw new IllegalArgumentException("proof: the two snapshots contradict nothing");
    }
    if (first.ref().cid().toString().compareTo(second.ref().cid().toString()) > 0) {
      SignedSnapshot swapped = first;
      first = second;
      second = swapped;
    }
  }

  /** The proof that two snapshots are, if they are one. */
  public static Optional<EquivocationProof> of(SignedSnapshot one, SignedSnapshot other) {
    return proves(one, other) ? Optional.of(new EquivocationProof(one, other)) : Optional.empty();
  }

  /** Who lied. */
  public PeerId member() {
    return first.head().signer();
  }

  private static boolean proves(SignedSnapshot one, SignedSnapshot other) {
    return one.head().signer().equals(other.head().signer())
        && one.head().group().equals(other.head().group())
        && one.ref().vc() == other.ref().vc()
        && !one.ref().cid().equals(other.ref().cid());
  }
}
