package io.heliograph.exchange.peer;

import io.heliograph.exchange.envelope.EntityPath;
import io.heliograph.exchange.envelope.Envelope;
import java.util.List;
import java.util.Optional;

/**
 * Who published a message, and the path with which it is kept (section 0.6).
 *
 * @param name the path's first segment
 * @param path never empty: of a message without one the peer alone
 */
public record Publisher(String name, EntityPath path) {
  /**
   * The publisher, if the credential may speak for it: the path ends in the credential's peer, and
   * begins with the publisher where that is somebody else. Empty when it may not.
   *
   * @param peer the name that the registry gives the credential
   */
  public static Optional<Publisher> of(Envelope message, String peer) {
    Optional<EntityPath> given = message.header().path();
    if (given.isPresent()) {
      return given
          .filter(path -> path.last().equals(peer))
          .map(path -> new Publisher(path.first(), path));
    }
    boolean own = message.id().issuer().map(peer::equals).orElse(true);
    return own ? Optional.of(new Publisher(peer, new EntityPath(List.of(peer)))) : Optional.empty();
  }
}
