package io.heliograph.dispatcher.publish;

import io.heliograph.event.NoRoomException;
import io.heliograph.event.Room;
import io.heliograph.kit.limit.ByteBudget;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/**
 * A request's body and everything that is made of it, counted in the budget of bytes in flight.
 * While the body arrives, twice its room is taken: the copy that is published is as large, so
 * whoever was let in can finish. All of it is given back once, when the answer is written and Kafka
 * has answered. Thread-safe, but for {@link #append} and {@link #complete}.
 */
public final class HeldBody implements Room {
  /** Body and published copy. */
  private static final int COPIES = 2;

  private static final int FIRST_BYTES = 64 * 1024;
  private static final byte[] NOTHING = {};

  private final ByteBudget budget;
  private final ByteBudget.Share share;
  private byte[] bytes = NOTHING;
  private int length;
  private long used;
  private boolean answered;
  private boolean settled;

  HeldBody(ByteBudget budget) {
    this.budget = budget;
    this.share = budget.takeUpTo(0);
  }

  /**
   * Adds what has arrived.
   *
   * @param bytesMax what the body can have in all
   * @return whether there was room for it
   */
  synchronized boolean append(Buffer chunk, int bytesMax) {
    int wanted = length + chunk.length();
    if (wanted > bytes.length) {
      long doubled = Math.max(FIRST_BYTES, 2L * bytes.length);
      int larger = Math.max(wanted, (int) Math.min(doubled, bytesMax));
      if (!share.tryGrow((long) COPIES * (larger - bytes.length))) {
        return false;
      }
      bytes = Arrays.copyOf(bytes, larger);
      used = larger;
    }
    chunk.getBytes(bytes, length);
    length = wanted;
    return true;
  }

  /** All has arrived. */
  synchronized void complete() {
    if (length < bytes.length) {
      bytes = Arrays.copyOf(bytes, length);
      used = length;
      share.shrink(share.held() - (long) COPIES * length);
    }
  }

  /** The body; empty after {@link #drop} and {@link #release}. Shared, never to be changed. */
  public synchronized byte[] bytes() {
    return bytes;
  }

  @Override
  public synchronized void take(long more) {
    long wanted = used + more;
    long lacking = wanted - share.held();
    if (lacking > 0 && !share.tryGrow(lacking)) {
      throw new NoRoomException(wanted <= budget.bytesMax());
    }
    used = wanted;
  }

  @Override
  public synchronized void giveBack(long less) {
    used -= less;
  }

  /** The body itself is not needed any more; what was not used beside it is given back as well. */
  synchronized void drop() {
    used -= bytes.length;
    bytes = NOTHING;
    share.shrink(Math.max(0, share.held() - used));
  }

  /** The answer is no longer awaited: it is written, or cannot be. */
  synchronized void answered() {
    answered = true;
    releaseIfOver();
  }

  /** Nothing of the request is on its way to Kafka any more. */
  synchronized void settled() {
    settled = true;
    releaseIfOver();
  }

  /** Gives everything back; a second call does nothing. */
  public synchronized void release() {
    bytes = NOTHING;
    share.close();
  }

  private void releaseIfOver() {
    if (answered && settled) {
      release();
    }
  }
}
