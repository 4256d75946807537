package io.heliograph.coordinator.subscription;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * How many subscriptions there may be (contract dispatcher.md part 1 row 29). One that was fetched
 * again after it was made stays; one that was not gives way to a new one when it was not fetched
 * for a while. Only a new one is ever refused.
 *
 * @param max in all
 * @param perNameMax of plugins of one name
 * @param idleMillis how long one that was fetched once stays without a fetch
 */
public record SubscriptionLimits(int max, int perNameMax, long idleMillis) {
  public SubscriptionLimits {
    if (max < 1 || perNameMax < 1) {
      throw new IllegalArgumentException(
          "hub.subscriptions.max and per-name-max must be at least 1, not "
              + max
              + " and "
              + perNameMax);
    }
  }

  /**
   * One that there is.
   *
   * @param usedMillis when it was fetched last
   */
  public record Known(String pluginKey, String name, long createdMillis, long usedMillis) {
    private boolean stays() {
      return usedMillis > createdMillis;
    }

    private long lastMillis() {
      return Math.max(usedMillis, createdMillis);
    }
  }

  /** What becomes of a new subscription. */
  public sealed interface Verdict {
    /** There is room. */
    record Room() implements Verdict {}

    /** There is room when that one goes. */
    record InPlaceOf(String pluginKey) implements Verdict {}

    /** There is none; the reason names the limit. */
    record Full(String reason) implements Verdict {}
  }

  /** Whether a plugin of that name may begin a new one. */
  public Verdict judge(String name, Collection<Known> known, long nowMillis) {
    List<Known> ofName = known.stream().filter(one -> one.name.equals(name)).toList();
    if (ofName.size() >= perNameMax) {
      return inPlaceOf(
          ofName,
          nowMillis,
          "name: '"
              + start(name)
              + "' has "
              + perNameMax
              + " subscriptions"
              + " (hub.subscriptions.per-name-max)");
    }
    if (known.size() >= max) {
      return inPlaceOf(known, nowMillis, full());
    }
    return new Verdict.Room();
  }

  /** Why there is no room for another, whatever its name. */
  public String full() {
    return "there are " + max + " subscriptions (hub.subscriptions.max)";
  }

  /**
   * When the first of them gives way unless it is fetched before: until then all new ones are
   * refused while none ends. {@link Long#MAX_VALUE} when all stay.
   */
  public long fullUntil(Collection<Known> known) {
    long first = Long.MAX_VALUE;
    for (Known one : known) {
      if (!one.stays()) {
        first = Math.min(first, one.lastMillis() + idleMillis);
      }
    }
    return first;
  }

  private Verdict inPlaceOf(Collection<Known> known, long nowMillis, String reason) {
    return known.stream()
        .filter(one -> !one.stays() && nowMillis - one.lastMillis() >= idleMillis)
        .min(Comparator.comparingLong(Known::lastMillis))
        .<Verdict>map(one -> new Verdict.InPlaceOf(one.pluginKey))
        .orElseGet(() -> new Verdict.Full(reason));
  }

  private static String start(String name) {
    return name.length() <= 32 ? name : name.substring(0, 32) + "...";
  }
}
