package io.heliograph.dispatcher.kafka;

import io.heliograph.kit.thread.Turn;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** The turn of a coordinator's loop for readers that are made for supervised threads. */
record ReplayTurn(io.heliograph.coordinator.runtime.Turn turn) implements Turn {
  @Override
  public boolean running() {
    return turn.running();
  }

  @Override
  public void beat() {
    turn.beat();
  }

  @Override
  public void progressed() {
    turn.progressed();
  }

  @Override
  public boolean pause(Duration wait) throws InterruptedException {
    try {
      turn.await(new CompletableFuture<>(), wait);
    } catch (ExecutionException | TimeoutException over) {
      return running();
    }
    return running();
  }

  /** Nothing that is read here waits for longer than a poll. */
  @Override
  public void onStop(Runnable wakeUp) {}
}
