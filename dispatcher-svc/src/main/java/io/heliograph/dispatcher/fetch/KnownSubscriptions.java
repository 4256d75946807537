package io.heliograph.dispatcher.fetch;

/** Which subscriptions there are. Thread-safe. */
@FunctionalInterface
public interface KnownSubscriptions {
  /**
   * Whether that subscription has been fetched before.
   *
   * @throws io.heliograph.dispatcher.error.HubException while the hub is starting or stopping
   */
  boolean subscribed(String pluginKey);
}
