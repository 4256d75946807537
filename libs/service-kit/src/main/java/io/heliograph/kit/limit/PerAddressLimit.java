package io.heliograph.kit.limit;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bound on what clients hold open, in all and for each address, so that one of them leaves room
 * for others. Addresses of one IPv6 network (/64) are one: a client can choose among them freely.
 * Thread-safe.
 */
public final class PerAddressLimit {
  /** Whether there is room. */
  public enum Verdict {
    /** There is, and it is taken. */
    TAKEN,
    /** There is none for anybody. */
    FULL,
    /** There is none for this address. */
    ADDRESS_FULL
  }

  private final int totalMax;
  private final int perAddressMax;
  private final AtomicInteger total = new AtomicInteger();
  private final Map<String, Integer> addresses = new ConcurrentHashMap<>();

  /**
   * A limit.
   *
   * @param totalMax of all addresses together
   * @param perAddressMax of each address
   */
  public PerAddressLimit(int totalMax, int perAddressMax) {
    if (totalMax < 1 || perAddressMax < 1) {
      throw new IllegalArgumentException(
          "limits: at least 1, found " + totalMax + " and " + perAddressMax);
    }
    this.totalMax = totalMax;
    this.perAddressMax = perAddressMax;
  }

  /** Takes one for that address; {@link #giveBack} exactly once for each that was taken. */
  public Verdict tryTake(InetAddress address) {
    if (total.incrementAndGet() > totalMax) {
      total.decrementAndGet();
      return Verdict.FULL;
    }
    boolean[] room = new boolean[1];
    addresses.compute(
        ClientAddress.group(address),
        (key, held) -> {
          int before = held == null ? 0 : held;
          room[0] = before < perAddressMax;
          return room[0] ? Integer.valueOf(before + 1) : held;
        });
    if (!room[0]) {
      total.decrementAndGet();
      return Verdict.ADDRESS_FULL;
    }
    return Verdict.TAKEN;
  }

  /** Gives one of that address back. */
  public void giveBack(InetAddress address) {
    addresses.computeIfPresent(
        ClientAddress.group(address), (key, held) -> held == 1 ? null : held - 1);
    total.decrementAndGet();
  }

  /** How many are taken. */
  public int taken() {
    return total.get();
  }

  /** How many addresses hold some. */
  int remembered() {
    return addresses.size();
  }
}
