package io.heliograph.exchange.envelope;

import java.util.Locale;

/** What a check of an envelope gives, in the order of the checks (exchange.md section 2). */
public enum EnvelopeCode {
  /** The envelope is sound; field rules are judged apart. */
  OK,
  /** No shape fits, or a limit is exceeded. */
  MALFORMED,
  /** The version is missing or no integer. */
  BAD_VERSION,
  /** A version that this instance does not speak. */
  UNSUPPORTED_VERSION,
  /** A format that is not known, or not taken from this sender. */
  UNSUPPORTED_FORMAT,
  /** The type is neither event nor report, in lower case. */
  BAD_TYPE,
  /** The payload is no object. */
  BAD_PAYLOAD,
  /** No id. */
  MISSING_UUID,
  /** An id or a parent outside the grammar. */
  BAD_UUID,
  /** A path outside the grammar. */
  BAD_PATH,
  /** A hash id that the payload does not have. */
  HASH_MISMATCH,
  /** The parent is the message itself. */
  SELF_PARENT,
  /** This instance has handled the message before. */
  LOOP,
  /** The path is as long as paths may be. */
  TOO_MANY_HOPS;

  /** As answers name it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
