package io.heliograph.access;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * The decisions. Each answers why the caller may not, in one sentence that a client is shown; empty
 * when it may. Nothing is permitted that {@link AccessTable} does not permit. Stateless.
 */
public final class AccessPolicy {
  private AccessPolicy() {}

  /** May it do that, which is about no model? */
  public static Optional<String> refusal(Principal caller, Action action) {
    return refusal(caller, action, AccessTable.NO_MODEL);
  }

  /**
   * May it do that with events of a model?
   *
   * @param model the wire name of a built-in model, or {@link AccessTable#DECLARED}
   */
  public static Optional<String> refusal(Principal caller, Action action, String model) {
    if (!caller.restricted()) {
      return Optional.empty();
    }
    Set<Role> allowed = AccessTable.roles(action, model);
    for (Role role : caller.roles()) {
      if (allowed.contains(role)) {
        return Optional.empty();
      }
    }
    return Optional.of(
        "role: "
            + caller.name()
            + " may not "
            + action.sentence()
            + (model.isEmpty() ? "" : " of model " + model));
  }

  /** May it touch what belongs to that source? */
  public static Optional<String> refusal(Principal caller, String source) {
    return !caller.restricted() || caller.sources().contains(source)
        ? Optional.empty()
        : Optional.of("source '" + Claims.shown(source) + "' is not granted to " + caller.name());
  }

  /** May it touch what belongs to all of those sources? */
  public static Optional<String> refusal(Principal caller, Collection<String> sources) {
    return sources.stream()
        .map(source -> refusal(caller, source))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** May it consume under that name? An ingestor has its own names, too. */
  public static Optional<String> consumes(Principal caller, String name) {
    return isOwn(caller, name)
        ? Optional.empty()
        : Optional.of("name '" + Claims.shown(name) + "' is not one of " + caller.name());
  }

  /**
   * May it publish that event, whose model's row it has passed?
   *
   * @param model the wire name
   * @param source of the event; empty for a model without
   * @param onBehalf whether a member publishes it for another hub
   */
  public static Optional<String> publishes(
      Principal caller, String model, String author, String source, boolean onBehalf) {
    if (!caller.restricted()) {
      return Optional.empty();
    }
    if (!onBehalf && !isAuthor(caller, model, author)) {
      return Optional.of("author '" + Claims.shown(author) + "' is not " + caller.name());
    }
    return source.isEmpty() ? Optional.empty() : refusal(caller, source);
  }

  /** Statuses settle leases, and registrations describe a plugin: they are the plugin's alone. */
  private static boolean isAuthor(Principal caller, String model, String author) {
    return switch (model) {
      case "status", "plugin" -> isOwn(caller, author);
      case "delete" -> caller.is(Role.OPERATOR) || isOwn(caller, author);
      default -> caller.is(Role.INGESTOR) || isOwn(caller, author);
    };
  }

  private static boolean isOwn(Principal caller, String name) {
    return !caller.restricted() || caller.names().contains(name);
  }
}
