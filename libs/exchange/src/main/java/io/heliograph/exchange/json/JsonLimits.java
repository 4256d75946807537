package io.heliograph.exchange.json;

/**
 * How large a message may be (exchange.md section 2). What exceeds a limit is malformed.
 *
 * @param bytesMax bytes of the whole message
 * @param depthMax nested objects and arrays
 * @param valuesMax values of all kinds in the message, members and items counted
 */
public record JsonLimits(int bytesMax, int depthMax, int valuesMax) {
  /** 1 MiB, 64 levels, 100,000 values. */
  public static final JsonLimits DEFAULT = new JsonLimits(1 << 20, 64, 100_000);

  /** Limits are positive. */
  public JsonLimits {
    if (bytesMax < 1 || depthMax < 1 || valuesMax < 1) {
      throw new IllegalArgumentException("limits of a message are positive");
    }
  }
}
