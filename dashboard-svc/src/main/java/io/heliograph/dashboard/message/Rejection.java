package io.heliograph.dashboard.message;

import java.util.Locale;

/** Why a message does not count, or not whole. */
public enum Rejection {
  NO_BODY,
  NOT_JSON,
  NOT_AN_OBJECT,
  UNKNOWN_TOPIC,
  MEMBER_MISSING,
  WRONG_TYPE,
  BAD_TIMESTAMP,
  NO_PLACE,
  TOO_LARGE,
  REFUSED_BY_STORE;

  /** As in headers and metrics. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
