package io.heliograph.coordinator.log;

/**
 * Who is behind a tail and needs records loaded.
 *
 * @param name the plugin's; what is loaded is shared by names first
 * @param subscription its plugin key, or something of its own for what it needs apart
 */
public record HistoryReader(String name, String subscription) {
  /** The same for events that leave a subscription, which are looked at apart from its walk. */
  public HistoryReader forDispositions() {
    return new HistoryReader(name, subscription + "/leaving");
  }
}
