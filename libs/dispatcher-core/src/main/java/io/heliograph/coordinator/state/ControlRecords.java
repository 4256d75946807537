package io.heliograph.coordinator.state;

import io.heliograph.coordinator.pause.Hold;
import io.heliograph.coordinator.pause.Pause;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds and restore pauses as they are read from the log: tells the pause, and whoever wrote them
 * and waits. Records are read on the state reader's thread; waiting is thread-safe.
 */
final class ControlRecords {
  private final Pause pause;
  private final Map<Long, CompletableFuture<Void>> pauses = new ConcurrentHashMap<>();
  private final Map<Hold, CompletableFuture<Void>> holds = new ConcurrentHashMap<>();

  /** A stamp that is read again does nothing. */
  private long newestStamp;

  ControlRecords(Pause pause) {
    this.pause = pause;
  }

  /**
   * The stamp of a restore pause was read, 0 for its end.
   *
   * @param begins what to do before anybody who waits, when it is a new one
   */
  void paused(long stampMillis, Runnable begins) {
    if (stampMillis == 0 || stampMillis > newestStamp) {
      pause.learned(stampMillis);
    }
    if (stampMillis > newestStamp) {
      newestStamp = stampMillis;
      begins.run();
    }
    complete(pauses.remove(stampMillis));
  }

  /** A hold or its end was read. */
  void held(Hold hold) {
    pause.held(hold);
    complete(holds.remove(hold));
  }

  /** Completes when that stamp has been read back from the log. */
  CompletableFuture<Void> pauseApplied(long stampMillis) {
    return pauses.computeIfAbsent(stampMillis, stamp -> new CompletableFuture<>());
  }

  /** Completes when that hold has been read back from the log. */
  CompletableFuture<Void> holdApplied(Hold hold) {
    return holds.computeIfAbsent(hold, told -> new CompletableFuture<>());
  }

  private static void complete(@Nullable CompletableFuture<Void> waiter) {
    if (waiter != null) {
      waiter.complete(null);
    }
  }
}
