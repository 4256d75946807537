package io.heliograph.access;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who sends a request, and what it has been granted. Immutable.
 *
 * @param name for logs, audit and limits: a client's id, or {@code user/NAME}; never a secret
 * @param names what it may consume and publish under
 * @param clearance the highest marking that it may see; empty for none: unmarked events alone
 * @param restricted false for whoever asks a hub without authentication: nothing is checked
 */
public record Principal(
    String name,
    Set<Role> roles,
    Names names,
    SourceGrant sources,
    String clearance,
    boolean restricted) {
  /** Whoever asks a hub that has authentication switched off. */
  public static final Principal ANYBODY =
      new Principal("anybody", EnumSet.allOf(Role.class), Names.any(), SourceGrant.ALL, "", false);

  public Principal {
    roles = roles.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(roles));
  }

  /** A caller that a token names. */
  public Principal(
      String name, Set<Role> roles, Names names, SourceGrant sources, String clearance) {
    this(name, roles, names, sources, clearance, true);
  }

  /** Whether it has that role. */
  public boolean is(Role role) {
    return roles.contains(role);
  }
}
