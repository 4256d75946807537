package io.heliograph.dispatcher.content;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.kit.limit.ByteBudget;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.LongConsumer;

/**
 * Bounds the bytes of uploads that are under way, together and each: one may have half of what all
 * may. What is not free on the disk is refused too, whatever the bound. Thread-safe.
 */
final class SpoolSpace {
  private static final String KEY = "hub.content.spool-bytes-max";

  private final ByteBudget budget;
  private final LongConsumer diskRoom;
  private final Counter refused;

  /**
   * @param bytesMax of all uploads under way
   * @param diskRoom throws what a client is to be told when the disk has no room for so many more
   *     bytes
   */
  SpoolSpace(long bytesMax, LongConsumer diskRoom, MeterRegistry registry) {
    this.budget = new ByteBudget(bytesMax);
    this.diskRoom = diskRoom;
    this.refused = registry.counter("hub_spool_refused_total");
    Gauge.builder("hub_spool_bytes", budget, ByteBudget::taken).register(registry);
    Gauge.builder("hub_spool_bytes_max", budget, ByteBudget::bytesMax).register(registry);
  }

  private long eachMax() {
    return budget.bytesMax() / 2;
  }

  /**
   * Lets an upload begin.
   *
   * @param declaredBytes how many it says that it has; 0 when it does not
   * @throws HubException 413, 503 or 507 when it cannot end well
   */
  Share open(long declaredBytes) {
    requireSize(declaredBytes);
    if (declaredBytes > budget.bytesMax() - budget.taken()) {
      throw full();
    }
    diskRoom.accept(declaredBytes);
    return new Share();
  }

  private void requireSize(long bytes) {
    if (bytes > eachMax()) {
      refused.increment();
      throw new HubException(
          ErrorCode.TOO_LARGE,
          "the body is over " + eachMax() + " bytes, half of " + KEY + "=" + budget.bytesMax());
    }
  }

  private HubException full() {
    refused.increment();
    return HubException.busy(
        ErrorCode.OVERLOADED,
        KEY + "=" + budget.bytesMax() + " bytes leave no room beside the uploads under way");
  }

  /** What one upload has taken. Used by one thread at a time; closed by any. */
  final class Share implements AutoCloseable {
    private final ByteBudget.Share share = budget.takeUpTo(0);

    /**
     * Takes so many bytes, which are written next.
     *
     * @throws HubException 413, 503 or 507 when there is no room
     */
    void take(int bytes) {
      requireSize(share.held() + bytes);
      if (!share.tryGrow(bytes)) {
        throw full();
      }
      diskRoom.accept(0);
    }

    /** Gives all back; the file is gone from the spool. */
    @Override
    public void close() {
      share.close();
    }
  }
}
