package io.heliograph.dashboard.feed;

import java.util.concurrent.atomic.AtomicLong;

/** How one instance is doing. Thread-safe: written by its reader and by Kafka's thread. */
public final class FeedState {
  private final String name;
  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private volatile long lastMillis;
  private volatile boolean connected;

  FeedState(String name) {
    this.name = name;
  }

  void received(long epochMillis) {
    messages.incrementAndGet();
    lastMillis = epochMillis;
  }

  void connected(boolean is) {
    connected = is;
  }

  void lost() {
    lost.incrementAndGet();
  }

  /** The instance. */
  public String name() {
    return name;
  }

  /** Messages since the start. */
  public long messages() {
    return messages.get();
  }

  /** Messages that Kafka did not take. */
  public long lostMessages() {
    return lost.get();
  }

  /** Whether a connection stands; it says nothing of whether the other side sends. */
  public boolean isConnected() {
    return connected;
  }

  /** When the last message came; 0 when none did. */
  public long lastMillis() {
    return lastMillis;
  }
}
