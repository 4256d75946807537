package io.heliograph.event;

/**
 * The names of what the services keep in Redis. Redis holds only what may be lost (architecture
 * section 2).
 */
public final class RedisKeys {
  private static final String CONSUMER = "hub:consumer:";
  private static final String DEPLOYMENT = "hub:deployment:";

  private RedisKeys() {}

  /** A copy of when plugins were paused, in the form of RFC 3339 (part 1 row 20). */
  public static String pause() {
    return "hub:pause:plugins";
  }

  /** The registration of a consumer, by its plugin key (contract dispatcher.md part 1 row 21). */
  public static String consumer(String pluginKey) {
    return CONSUMER + pluginKey;
  }

  /** The pattern that finds every registration of a consumer. */
  public static String consumers() {
    return CONSUMER + '*';
  }

  /** What the scaler reads, by the deployment key that plugins send. */
  public static String deployment(String deploymentKey) {
    return DEPLOYMENT + deploymentKey;
  }
}
