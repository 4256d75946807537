package io.heliograph.access;

import java.util.List;
import java.util.Map;

/** Callers as their tokens describe them. */
final class Callers {
  static final Map<String, Object> PLUGIN_ONE =
      Map.of(
          "azp",
          "plugin-one",
          "preferred_username",
          "service-account-plugin-one",
          "realm_access",
          Map.of("roles", List.of("plugin", "offline_access")),
          "hub_plugins",
          List.of("multi-*"),
          "hub_sources",
          List.of("samples"),
          "hub_clearance",
          "OFFICIAL");

  private Callers() {}

  static Principal of(Map<String, ?> claims) {
    try {
      return Claims.principal(claims);
    } catch (InvalidClaimsException invalid) {
      throw new AssertionError(invalid);
    }
  }

  static Principal with(String name, Role... roles) {
    return of(
        Map.of(
            "azp", name,
            "realm_access", Map.of("roles", List.of(roles).stream().map(Role::wire).toList()),
            "hub_sources", List.of("samples")));
  }
}
