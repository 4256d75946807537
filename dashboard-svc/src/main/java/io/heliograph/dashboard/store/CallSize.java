package io.heliograph.dashboard.store;

/**
 * Maximum size of one call of the script: Redis is blocked while it runs.
 *
 * @param messages how many messages; Lua cannot hand the members of more over to one command
 * @param characters how long their effects may be together; a longer message has a call of its own
 */
public record CallSize(int messages, int characters) {
  private static final int MESSAGES_LIMIT = 1_000;

  public CallSize {
    if (messages < 1 || messages > MESSAGES_LIMIT || characters < 1) {
      throw new IllegalArgumentException(
          "hub.statistics.redis: a call brings 1 to "
              + MESSAGES_LIMIT
              + " messages, and characters");
    }
  }
}
