package io.heliograph.dispatcher.publish;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes of bodies that are in this process right now, bounded (D7). Thread-safe. */
@Singleton
final class InFlightBytes {
  private final long bytesMax;
  private final AtomicLong bytes = new AtomicLong();

  @Inject
  InFlightBytes(PublishSettings settings) {
    this(settings.inFlightBytesMax());
  }

  InFlightBytes(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** Takes that many; false, and nothing is taken, when there is no room. */
  boolean tryTake(long count) {
    if (bytes.addAndGet(count) > bytesMax) {
      bytes.addAndGet(-count);
      return false;
    }
    return true;
  }

  /** Gives back what was taken. */
  void giveBack(long count) {
    bytes.addAndGet(-count);
  }

  /** How many are taken. */
  long taken() {
    return bytes.get();
  }
}
