package io.heliograph.access;

import java.io.Serial;

/** A verified token whose claims name no caller: it is refused as a whole. */
public final class InvalidClaimsException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  InvalidClaimsException(String claim, String rule) {
    super("claim " + claim + ": " + rule, null, false, false);
  }
}
