package io.heliograph.content;

import io.heliograph.content.ContentException.Reason;
import io.heliograph.kit.limit.ByteBudget;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/**
 * Bounds the bytes of uploads that are under way, together and each: one may have half of what all
 * may. What is not free on the disk is refused too, whatever the bound. Thread-safe.
 */
public final class UploadSpace {
  private static final String KEY = "hub.content.spool-bytes-max";

  private final ByteBudget budget;
  private final LongConsumer diskRoom;
  private final LongAdder refused = new LongAdder();

  /**
   * Bounds that many bytes.
   *
   * @param bytesMax of all uploads under way
   * @param diskRoom throws a {@link ContentException} when the disk has no room for so many more
   *     bytes; called on any thread, must not block
   */
  public UploadSpace(long bytesMax, LongConsumer diskRoom) {
    this.budget = new ByteBudget(bytesMax);
    this.diskRoom = diskRoom;
  }

  /** Bytes of uploads under way. */
  public long takenBytes() {
    return budget.taken();
  }

  /** How many those may be. */
  public long bytesMax() {
    return budget.bytesMax();
  }

  /** Uploads that were refused or ended since the start, but for the disk's sake. */
  public long refused() {
    return refused.sum();
  }

  private long eachMax() {
    return budget.bytesMax() / 2;
  }

  /**
   * Lets an upload begin.
   *
   * @param declaredBytes how many it says that it has; 0 when it does not
   * @throws ContentException when it cannot end well
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
      throw new ContentException(
          Reason.TOO_LARGE,
          "the body is over " + eachMax() + " bytes, half of " + KEY + "=" + budget.bytesMax());
    }
  }

  private ContentException full() {
    refused.increment();
    return ContentException.busy(
        KEY + "=" + budget.bytesMax() + " bytes leave no room beside the uploads under way");
  }

  /** What one upload has taken. Used by one thread at a time; closed by any. */
  final class Share implements AutoCloseable {
    private final ByteBudget.Share share = budget.takeUpTo(0);

    /**
     * Takes so many bytes, which are written next.
     *
     * @throws ContentException when there is no room
     */
    void take(int bytes) {
      requireSize(share.held() + bytes);
      if (!share.tryGrow(bytes)) {
        throw full();
      }
      diskRoom.accept(0);
    }

    /** Gives all back; the file is gone from its folder. */
    @Override
    public void close() {
      share.close();
    }
  }
}
