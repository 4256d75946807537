package io.heliograph.kit.limit;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A rate that several holders share: so many a second in all, so many of each, and always some left
 * for whoever has not taken any lately.
 *
 * <p>The bucket holds what a second brings in all. What a holder took counts as its own until its
 * share of the rate has paid for it: the rate of each, or an equal part of the rate in all when
 * that is less. A holder may take while less is its own than is free. So one alone takes half of
 * the bucket at once and the whole rate from then on; with {@code n} that take all they can, each
 * gets the n-th part and a part of {@code n + 1} stays free for the next one.
 *
 * <p>Remembers only those who owe something, at most {@code holdersMax}; while there are as many, a
 * new one gets nothing. Works on the caller's clock. Thread-safe.
 */
public final class FairRate {
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  /**
   * What is shared.
   *
   * @param perSecond in all; 0 for nothing
   * @param perSecondOfEach of each holder; 0 for nothing
   * @param holdersMax holders that are remembered at the same time
   */
  public record Limits(int perSecond, int perSecondOfEach, int holdersMax) {
    /** Refuses limits below 0. */
    public Limits {
      if (perSecond < 0 || perSecondOfEach < 0 || holdersMax < 1) {
        throw new IllegalArgumentException(
            "rates must be at least 0 and holders at least 1, found "
                + perSecond
                + ", "
                + perSecondOfEach
                + " and "
                + holdersMax);
      }
    }
  }

  /** A holder that owes something until the shares have grown to that. */
  private record Holder(String name, double paidAt) {
    static final Comparator<Holder> ORDER =
        Comparator.comparingDouble(Holder::paidAt).thenComparing(Holder::name);
  }

  private final Limits limits;
  private final LongSupplier nanos;
  private final Map<String, Holder> holders = new HashMap<>();
  private final TreeSet<Holder> byPayment = new TreeSet<>(Holder.ORDER);

  private double free;
  private long lastNanos;

  /** What the share of a holder that always owes something has grown to. */
  private double share;

  /**
   * A full bucket.
   *
   * @param nanos a clock that never goes back
   */
  public FairRate(Limits limits, LongSupplier nanos) {
    this.limits = limits;
    this.nanos = nanos;
    this.free = limits.perSecond;
    this.lastNanos = nanos.getAsLong();
  }

  /** Takes one for that holder, if it may; otherwise nothing changes. */
  public synchronized boolean tryTake(String name) {
    if (limits.perSecond == 0 || limits.perSecondOfEach == 0) {
      return false;
    }
    long now = nanos.getAsLong();
    advance((now - lastNanos) / NANOS);
    lastNanos = now;
    Holder before = holders.get(name);
    double owed = before == null ? 0 : before.paidAt - share;
    boolean known = before != null || holders.size() < limits.holdersMax;
    // Whoever owes something leaves one for whoever does not.
    if (!known || free < 1 || (before != null && owed >= free - 1)) {
      return false;
    }
    if (owed + 1 > limits.perSecondOfEach) {
      return false;
    }
    free -= 1;
    if (before != null) {
      byPayment.remove(before);
    }
    Holder holder = new Holder(name, share + owed + 1);
    holders.put(name, holder);
    byPayment.add(holder);
    return true;
  }

  /** How many owe something, as of the last taking. */
  public synchronized int holders() {
    return holders.size();
  }

  private void advance(double seconds) {
    free = Math.min(limits.perSecond, free + limits.perSecond * seconds);
    double left = seconds;
    while (left > 0 && !byPayment.isEmpty()) {
      double pace = Math.min(limits.perSecondOfEach, (double) limits.perSecond / byPayment.size());
      Holder first = byPayment.first();
      double needed = (first.paidAt - share) / pace;
      if (needed > left) {
        share += pace * left;
        return;
      }
      share = first.paidAt;
      left -= needed;
      byPayment.remove(first);
      holders.remove(first.name);
    }
  }
}
