package io.heliograph.exchange.envelope;

import java.util.Set;

/** Names of members of {@code meta}. */
public final class MetaNames {
  /** The action of a message on its parent: withdraw or replace. */
  public static final String ACTION = "x-action";

  /** Peers that a RED message may reach. */
  public static final String RECIPIENTS = "x-recipients";

  /** The level of a sealed payload, which cannot say it itself. */
  public static final String TLP = "x-tlp";

  static final Set<String> RESERVED =
      Set.of("version", "uuid", "type", "format", "intelmq:uuid", "intelmq:parent", "intelmq:path");

  private static final Set<String> KNOWN =
      Set.of(
          "related",
          "group",
          "alternate",
          "origin",
          "uuid_org",
          "uuid_instance",
          "tags",
          "encoding",
          "compress",
          ACTION,
          RECIPIENTS,
          TLP);

  private MetaNames() {}

  /** Whether the proposal or this contract gives the name a meaning. */
  public static boolean isKnown(String name) {
    return KNOWN.contains(name);
  }

  /** Whether we send a member of that name at all: known, {@code x-...} or {@code prefix:key}. */
  public static boolean isSendable(String name) {
    int colon = name.indexOf(':');
    return isKnown(name)
        || (name.startsWith("x-") && name.length() > 2)
        || (colon > 0 && colon < name.length() - 1 && !RESERVED.contains(name));
  }
}
