package io.heliograph.exchange.convert;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/** The levels of the Traffic Light Protocol, from open to closed. */
public enum Tlp {
  /** WHITE, or CLEAR of TLP 2.0. */
  WHITE("WHITE"),
  /** The community. */
  GREEN("GREEN"),
  /** The recipient's organisation and its clients. */
  AMBER("AMBER"),
  /** TLP 2.0: the recipient's organisation only. */
  AMBER_STRICT("AMBER+STRICT"),
  /** Named recipients only. */
  RED("RED");

  private final String text;

  Tlp(String text) {
    this.text = text;
  }

  /** As it is written. */
  public String text() {
    return text;
  }

  /** The level of a text in any case, with or without {@code TLP:}. */
  public static Optional<Tlp> of(String text) {
    String folded = text.strip().toUpperCase(Locale.ROOT);
    String bare = folded.startsWith("TLP:") ? folded.substring("TLP:".length()).strip() : folded;
    if (bare.equals("CLEAR")) {
      return Optional.of(WHITE);
    }
    if (bare.equals("YELLOW")) {
      return Optional.of(AMBER);
    }
    for (Tlp level : values()) {
      if (level.text.equals(bare)) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  /** The level of a payload of IntelMQ; AMBER+STRICT is kept beside RED in {@code extra.tlp2}. */
  public static Optional<Tlp> ofIntelmq(JsonNode payload) {
    Optional<Tlp> level = of(payload.path("tlp").asText());
    boolean strict = payload.path("extra.tlp2").asText().equals(AMBER_STRICT.text);
    return level.map(one -> one == RED && strict ? AMBER_STRICT : one);
  }

  /** The level that n6's restriction stands for. */
  public static Optional<Tlp> ofRestriction(String restriction) {
    return switch (restriction) {
      case "public" -> Optional.of(WHITE);
      case "need-to-know" -> Optional.of(AMBER);
      case "internal" -> Optional.of(RED);
      default -> Optional.empty();
    };
  }

  /** The stricter of two. */
  public Tlp strictest(Tlp other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
