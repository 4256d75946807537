package io.heliograph.dispatcher.content;

import io.heliograph.testkit.HubProcess;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Watches how much memory of a process is resident. */
final class ResidentPeak implements AutoCloseable {
  private final HubProcess hub;
  private final AtomicLong bytes = new AtomicLong();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  ResidentPeak(HubProcess hub) {
    this.hub = hub;
    timer.scheduleAtFixedRate(this::look, 0, 100, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      bytes.accumulateAndGet(hub.residentBytes(), Math::max);
    } catch (IOException gone) {
      timer.shutdown();
    }
  }

  /** The most so far, now included. */
  long bytes() throws IOException {
    return bytes.accumulateAndGet(hub.residentBytes(), Math::max);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
