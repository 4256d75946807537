package io.heliograph.exchange.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.exchange.convert.Tlp;
import io.heliograph.exchange.envelope.EntityName;
import io.heliograph.exchange.envelope.EntityPath;
import io.heliograph.exchange.envelope.Envelope;
import io.heliograph.exchange.envelope.MetaNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what leaves to which peer, and in which form (sections 0.8, 0.13 and 2). A message gets
 * our name at the end of its path; its payload leaves as it is stored, so that copies by several
 * routes are one message: AMBER+STRICT as RED with {@code extra.tlp2}. Immutable, for any thread.
 */
public final class Egress {
  private final String own;

  /** For the instance of that name. */
  public Egress(String own) {
    this.own = own;
  }

  /** What a peer gets. */
  public sealed interface Departure {
    /** The message as it leaves. */
    record Sent(Envelope message) implements Departure {}

    /** Nothing, and why. */
    record Held(HeldBack rule) implements Departure {}
  }

  /**
   * The decision on a stored message.
   *
   * @param untagged the default level of the message's source
   */
  public Departure decide(Envelope message, PeerPolicy peer, Tlp untagged) {
    Optional<EntityPath> path = message.header().path();
    Optional<HeldBack> held = held(message, peer, untagged);
    if (held.isPresent()) {
      return new Departure.Held(held.get());
    }
    EntityPath longer = path.map(former -> former.then(own)).orElse(new EntityPath(List.of(own)));
    return new Departure.Sent(message.withMeta(meta(message, peer)).withPath(longer));
  }

  private Optional<HeldBack> held(Envelope message, PeerPolicy peer, Tlp untagged) {
    Optional<EntityPath> path = message.header().path();
    if (path.filter(one -> one.contains(peer.name())).isPresent()) {
      return Optional.of(HeldBack.SPLIT_HORIZON);
    }
    if (path.isPresent() && !peer.forward()) {
      return Optional.of(HeldBack.NOT_OWN);
    }
    // With our name the path would be as long as the peer refuses.
    if (path.filter(one -> one.names().size() + 1 >= EntityPath.HOPS_MAX).isPresent()) {
      return Optional.of(HeldBack.TOO_MANY_HOPS);
    }
    if (MessageTlp.isInternal(message)) {
      return Optional.of(HeldBack.INTERNAL);
    }
    return heldByLevel(message, peer, MessageTlp.of(message, untagged));
  }

  private static Optional<HeldBack> heldByLevel(Envelope message, PeerPolicy peer, Tlp level) {
    // A peer without TLP 2.0 would read AMBER+STRICT as AMBER: it is RED for it.
    boolean red = level == Tlp.RED || (level == Tlp.AMBER_STRICT && !peer.tlp2());
    if (red) {
      return isNamed(message, peer.name())
          ? Optional.empty()
          : Optional.of(HeldBack.NOT_A_RECIPIENT);
    }
    return level.compareTo(peer.clearance()) > 0
        ? Optional.of(HeldBack.CLEARANCE)
        : Optional.empty();
  }

  private static boolean isNamed(Envelope message, String peer) {
    for (JsonNode name : message.meta().path(MetaNames.RECIPIENTS)) {
      if (EntityName.of(name.asText()).filter(peer::equals).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** Known members leave to all, others to peers that asked for them by name. */
  private static ObjectNode meta(Envelope message, PeerPolicy peer) {
    ObjectNode leaving = message.meta().objectNode();
    for (Map.Entry<String, JsonNode> member : message.meta().properties()) {
      String name = member.getKey();
      boolean wanted = MetaNames.isKnown(name) || peer.meta().contains(name);
      if (wanted && MetaNames.isSendable(name)) {
        leaving.set(name, member.getValue());
      }
    }
    return leaving;
  }
}
