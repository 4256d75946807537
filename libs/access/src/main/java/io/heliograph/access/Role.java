package io.heliograph.access;

import java.util.Locale;
import java.util.Optional;

/** What a caller is to the hub: the names of {@code realm_access.roles} that count here. */
public enum Role {
  /** Consumes and publishes under its own name, for the sources granted to it. */
  PLUGIN,

  /** Publishes under any author, for the sources granted to it. */
  INGESTOR,

  /** Runs the hub: pauses, deletes, replays. Reads no events. */
  OPERATOR,

  /** Reads events' whereabouts, contents and statistics. */
  ANALYST,

  /** The hub's own federation service: publishes on behalf of authors of other hubs. */
  MEMBER,

  /** A partner of the exchange; none of the dispatcher's routes is for it. */
  PEER;

  /** The name in a token. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of that name in a token; empty for any other, which grants nothing. */
  public static Optional<Role> fromWire(String name) {
    for (Role role : values()) {
      if (role.wire().equals(name)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
