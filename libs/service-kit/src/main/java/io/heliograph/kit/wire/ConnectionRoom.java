package io.heliograph.kit.wire;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many connections all ports of a process hold together, so that they leave room for its other
 * open files. Each port may always hold a few: a flood of one leaves health and metrics reachable
 * on another. Thread-safe.
 */
final class ConnectionRoom {
  /** The service, its management, and the other replicas. */
  private static final int PORTS = 3;

  private static final int OF_EACH_PORT = 64;

  private final AtomicInteger open = new AtomicInteger();
  private final int sharedMax;
  private final int ofEachPort;

  ConnectionRoom(int connectionsMax) {
    ofEachPort = Math.clamp(connectionsMax / (2 * PORTS), 1, OF_EACH_PORT);
    sharedMax = connectionsMax - PORTS * ofEachPort;
  }

  /**
   * Takes one.
   *
   * @param ofPort how many its port holds, this one included
   */
  boolean tryTake(int ofPort) {
    if (open.incrementAndGet() > sharedMax && ofPort > ofEachPort) {
      open.decrementAndGet();
      return false;
    }
    return true;
  }

  void giveBack() {
    open.decrementAndGet();
  }

  int open() {
    return open.get();
  }
}
