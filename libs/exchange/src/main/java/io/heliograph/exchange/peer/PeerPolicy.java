package io.heliograph.exchange.peer;

import io.heliograph.exchange.convert.Tlp;
import java.util.Set;

/**
 * What may leave to a peer, from the registry.
 *
 * @param name its name, canonical
 * @param clearance the strictest level that it gets unnamed; GREEN unless set
 * @param tlp2 whether it knows TLP 2.0
 * @param forward whether it gets what others published too, or our own messages only
 * @param meta further members of {@code meta} that leave to it
 */
public record PeerPolicy(
    String name, Tlp clearance, boolean tlp2, boolean forward, Set<String> meta) {
  /** Copies the set. */
  public PeerPolicy {
    meta = Set.copyOf(meta);
  }
}
