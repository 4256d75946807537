package io.heliograph.dashboard.store;

/**
 * How much one call of the script brings at most: Redis answers nobody else meanwhile.
 *
 * @param messages how many messages
 * @param characters how long their effects may be together; a longer message has a call of its own
 */
public record CallSize(int messages, int characters) {

  public CallSize {
    if (messages < 1 || characters < 1) {
      throw new IllegalArgumentException("a call brings at least one message");
    }
  }
}
