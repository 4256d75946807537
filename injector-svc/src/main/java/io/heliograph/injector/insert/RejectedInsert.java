package io.heliograph.injector.insert;

/**
 * A record of {@code azul.insert} that makes no children.
 *
 * @param key the record's key
 * @param position its place in the topic, where it stays
 * @param reason the rule that it breaks, naming the field
 */
public record RejectedInsert(String key, long position, String reason) {
  private static final int KEY_LENGTH_MAX = 128;
  private static final int REASON_LENGTH_MAX = 300;

  /** Cuts what a client could make long: thousands of these are held. */
  public RejectedInsert {
    key = shortKey(key);
    reason =
        reason.length() > REASON_LENGTH_MAX ? reason.substring(0, REASON_LENGTH_MAX) + "…" : reason;
  }

  /** A key as the list has it. */
  static String shortKey(String key) {
    return key.length() > KEY_LENGTH_MAX ? key.substring(0, KEY_LENGTH_MAX) : key;
  }
}
