package io.heliograph.dashboard.live;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Limits the open event streams, per client address and in all. When all are taken, an address that
 * has fewer gets the oldest one of the address that has most, so that a few addresses cannot shut
 * the others out. Thread-safe.
 */
final class StreamSlots {
  private final int max;
  private final int perAddressMax;
  private final Map<String, Deque<Slot>> byAddress = new HashMap<>();
  private int taken;

  /** What became of a request. */
  sealed interface Admission {
    /**
     * It has one.
     *
     * @param displaced the one that was taken from another address for it, to be closed
     */
    record Admitted(Slot slot, @Nullable Slot displaced) implements Admission {}

    /** Its address has as many as one may have. */
    record AddressFull() implements Admission {}

    /** All are taken, and no address has more than its share. */
    record AllTaken() implements Admission {}
  }

  /** One stream of an address. */
  final class Slot {
    private final String address;
    private final Runnable close;
    private boolean held = true;

    private Slot(String address, Runnable close) {
      this.address = address;
      this.close = close;
    }

    /** Gives it back; a second time changes nothing. */
    void release() {
      free(this);
    }

    /** Ends the stream that has it. */
    void close() {
      close.run();
    }
  }

  StreamSlots(int max, int perAddressMax) {
    if (max < 1 || perAddressMax < 1) {
      throw new IllegalArgumentException(
          "hub.live.streams-max and hub.live.streams-per-address-max: at least 1");
    }
    this.max = max;
    this.perAddressMax = perAddressMax;
  }

  /**
   * Asks for one.
   *
   * @param close what ends the stream if another address needs it
   */
  synchronized Admission open(String address, Runnable close) {
    int own = count(address);
    if (own >= perAddressMax) {
      return new Admission.AddressFull();
    }
    Slot displaced = null;
    if (taken >= max) {
      Deque<Slot> most =
          byAddress.values().stream().max(Comparator.comparingInt(Deque::size)).orElseThrow();
      if (most.size() <= own + 1) {
        return new Admission.AllTaken();
      }
      displaced = most.getFirst();
      free(displaced);
    }
    Slot slot = new Slot(address, close);
    byAddress.computeIfAbsent(address, first -> new ArrayDeque<>()).addLast(slot);
    taken++;
    return new Admission.Admitted(slot, displaced);
  }

  synchronized int taken() {
    return taken;
  }

  private int count(String address) {
    Deque<Slot> own = byAddress.get(address);
    return own == null ? 0 : own.size();
  }

  private synchronized void free(Slot slot) {
    if (!slot.held) {
      return;
    }
    slot.held = false;
    taken--;
    Deque<Slot> own = byAddress.get(slot.address);
    if (own != null) {
      own.remove(slot);
      if (own.isEmpty()) {
        byAddress.remove(slot.address);
      }
    }
  }
}
