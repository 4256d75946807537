package io.heliograph.coordinator.state;

import io.heliograph.coordinator.pause.Hold;
import io.heliograph.coordinator.subscription.Subscription;

/** Told what the state log says, in its order, on the reader's thread. */
public interface StateListener {
  /** A subscription began, or restarted. */
  void learned(Subscription subscription);

  /**
   * A subscription was fetched at that time, milliseconds since 1970, here or elsewhere; 0:
   * unknown.
   */
  void used(String pluginKey, long atMillis);

  /** A subscription is over. */
  void forgotten(String pluginKey);

  /** Plugins were paused at that time, or may go on when it is 0. */
  void paused(long stampMillis);

  /** Plugins are held, or may go on. */
  void held(Hold hold);
}
