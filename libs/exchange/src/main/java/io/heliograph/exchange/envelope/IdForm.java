package io.heliograph.exchange.envelope;

import java.util.Locale;

/** The forms of an id. */
public enum IdForm {
  /** A UUID of any version; lower case. */
  UUID,
  /** {@code name:name:UUID}; lower case. */
  CYCAT,
  /** {@code hash:sha256:} and 64 digits; lower case. */
  HASH,
  /** {@code !name!name}: who handled the message, so never its identity. */
  PATH,
  /** {@code name:token}, case kept. */
  OPAQUE;

  /** As answers name it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
