package io.heliograph.dispatcher.node;

import io.heliograph.coordinator.pause.Hold;
import io.heliograph.coordinator.state.StateListener;
import io.heliograph.coordinator.subscription.Subscription;
import java.util.function.Supplier;

/** Passes on to a listener that is made after the reader it listens to. */
record LaterListener(Supplier<? extends StateListener> listener) implements StateListener {
  @Override
  public void learned(Subscription subscription) {
    listener.get().learned(subscription);
  }

  @Override
  public void used(String pluginKey, long atMillis) {
    listener.get().used(pluginKey, atMillis);
  }

  @Override
  public void forgotten(String pluginKey) {
    listener.get().forgotten(pluginKey);
  }

  @Override
  public void paused(long stampMillis) {
    listener.get().paused(stampMillis);
  }

  @Override
  public void held(Hold hold) {
    listener.get().held(hold);
  }
}
