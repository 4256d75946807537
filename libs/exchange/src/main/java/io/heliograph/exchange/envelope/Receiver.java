package io.heliograph.exchange.envelope;

import io.heliograph.exchange.field.Kind;
import io.heliograph.exchange.field.Sanitation;
import java.util.Optional;

/**
 * Who reads, and what it takes.
 *
 * @param own this instance's name in the exchange, canonical
 * @param untyped what a flat message without {@code __type} is; empty refuses it
 * @param hierarchical whether flat messages may nest their keys
 * @param member whether the sender is a member of the federation, which may send {@code azul}
 * @param metaBytesMax bytes of {@code meta} in RFC 8785 form
 * @param sanitation the rules of the fields
 */
public record Receiver(
    String own,
    Optional<Kind> untyped,
    boolean hierarchical,
    boolean member,
    int metaBytesMax,
    Sanitation sanitation) {
  /** 16 KiB, as the contract has it. */
  public static final int META_BYTES_MAX = 16 << 10;

  /** The name has to be one. */
  public Receiver {
    if (!EntityName.isCanonical(own)) {
      throw new IllegalArgumentException("no name of an entity: " + own);
    }
  }

  /** Takes flat messages without a type as events, and nothing from members. */
  public static Receiver of(String own, Sanitation sanitation) {
    return new Receiver(own, Optional.of(Kind.EVENT), false, false, META_BYTES_MAX, sanitation);
  }

  /** The same, for a message whose keys are nested. */
  public Receiver hierarchical(boolean nests) {
    return new Receiver(own, untyped, nests, member, metaBytesMax, sanitation);
  }

  /** The same, for a sender that is a member of the federation or is not. */
  public Receiver member(boolean isMember) {
    return new Receiver(own, untyped, hierarchical, isMember, metaBytesMax, sanitation);
  }
}
