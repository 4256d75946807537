package io.heliograph.exchange.envelope;

import java.util.Locale;
import java.util.Optional;

/** What a payload is. */
public enum Format {
  /** IntelMQ's fields. */
  INTELMQ,
  /** An event of n6. */
  N6,
  /** An IDEA0 message of Warden. */
  IDEA,
  /** An event of a hub, whole; from members of the federation only (section 0.9). */
  AZUL;

  /** As envelopes name it; case counts. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format of that name. */
  public static Optional<Format> named(String name) {
    for (Format format : values()) {
      if (format.wire().equals(name)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
