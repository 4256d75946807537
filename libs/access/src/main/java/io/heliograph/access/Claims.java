package io.heliograph.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the caller from the claims of a token whose signature, issuer, audience and times have been
 * checked. What is malformed is refused, never read leniently: a grant is not to be guessed.
 */
public final class Claims {
  /** The client that the token was issued to. */
  public static final String CLIENT = "azp";

  /** Who logged in through the client; of a client itself, its service account. */
  public static final String USER = "preferred_username";

  /** Holds the roles, in its member {@code roles}. */
  public static final String REALM_ACCESS = "realm_access";

  /** Further plugin names. */
  public static final String PLUGINS = "hub_plugins";

  /** Granted sources. */
  public static final String SOURCES = "hub_sources";

  /** The highest marking that the caller may see. */
  public static final String CLEARANCE = "hub_clearance";

  private static final String ROLES = "roles";
  private static final String SERVICE_ACCOUNT = "service-account-";
  private static final int TEXT_MAX = 256;
  private static final int ENTRIES_MAX = 1_000;
  private static final int SHOWN_MAX = 40;

  private Claims() {}

  /**
   * The caller that those claims name.
   *
   * @param claims as parsed JSON: maps, collections, texts
   * @throws InvalidClaimsException naming the first claim that has not its form
   */
  public static Principal principal(Map<String, ?> claims) throws InvalidClaimsException {
    String client = text(claims, CLIENT);
    if (client.isEmpty()) {
      throw new InvalidClaimsException(CLIENT, "the token names no client");
    }
    String user = text(claims, USER);
    String name = user.isEmpty() || user.startsWith(SERVICE_ACCOUNT) ? client : "user/" + user;
    return new Principal(
        name,
        roles(claims.get(REALM_ACCESS)),
        names(client, texts(claims.get(PLUGINS), PLUGINS)),
        SourceGrant.of(texts(claims.get(SOURCES), SOURCES)),
        text(claims, CLEARANCE));
  }

  private static Set<Role> roles(@Nullable Object access) throws InvalidClaimsException {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    if (access == null) {
      return roles;
    }
    if (!(access instanceof Map<?, ?> map)) {
      throw new InvalidClaimsException(REALM_ACCESS, "is no object");
    }
    for (String name : texts(map.get(ROLES), REALM_ACCESS + "." + ROLES)) {
      Role.fromWire(name).ifPresent(roles::add);
    }
    return roles;
  }

  private static Names names(String client, List<String> further) throws InvalidClaimsException {
    if (client.indexOf('*') >= 0) {
      throw new InvalidClaimsException(CLIENT, "'" + shown(client) + "' has a wildcard");
    }
    List<String> all = new ArrayList<>(further);
    all.add(client);
    try {
      return Names.of(all);
    } catch (IllegalArgumentException noName) {
      throw new InvalidClaimsException(PLUGINS, String.valueOf(noName.getMessage()));
    }
  }

  private static String text(Map<String, ?> claims, String claim) throws InvalidClaimsException {
    Object value = claims.get(claim);
    return value == null ? "" : text(value, claim);
  }

  private static String text(Object value, String claim) throws InvalidClaimsException {
    if (!(value instanceof String text)) {
      throw new InvalidClaimsException(claim, "is no text");
    }
    if (text.length() > TEXT_MAX) {
      throw new InvalidClaimsException(
          claim, "has " + text.length() + " characters, at most " + TEXT_MAX);
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidClaimsException(claim, "has a control character");
    }
    return text;
  }

  /** One text stands for a list of one: mappers write attributes with a single value so. */
  private static List<String> texts(@Nullable Object value, String claim)
      throws InvalidClaimsException {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof Collection<?> entries)) {
      return List.of(text(value, claim));
    }
    if (entries.size() > ENTRIES_MAX) {
      throw new InvalidClaimsException(
          claim, "has " + entries.size() + " entries, at most " + ENTRIES_MAX);
    }
    List<String> texts = new ArrayList<>(entries.size());
    for (Object entry : entries) {
      texts.add(text(entry == null ? List.of() : entry, claim));
    }
    return texts;
  }

  /** The beginning of a value, for a message. */
  static String shown(String text) {
    return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "...";
  }
}
