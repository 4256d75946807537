package io.heliograph.reconciliation.snapshot;

import java.util.regex.Pattern;

/**
 * A sharing group: a federation of its own with its own clock, epoch, heads and members (contract
 * federation.md, section 0.1).
 *
 * @param name 1 to 64 lower-case letters, digits and inner hyphens
 */
public record Group(String name) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?");
  private static final int SHOWN_MAX = 80;

  /** The group of a member's root URL. */
  public static final Group DEFAULT = new Group("default");

  /**
   * @throws IllegalArgumentException for another name
   */
  public Group {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "group: must be 1 to 64 lower-case letters, digits and inner hyphens: "
              + name.substring(0, Math.min(name.length(), SHOWN_MAX)));
    }
  }

  /** What stands between a member's URL and the paths of the specification. */
  public String path() {
    return equals(DEFAULT) ? "" : "/g/" + name;
  }

  /** The topic of the group's heads while {@code federation.topic} names no other. */
  public String topic() {
    return "/threat-intel/events/" + name;
  }
}
