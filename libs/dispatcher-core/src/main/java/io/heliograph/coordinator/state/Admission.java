package io.heliograph.coordinator.state;

import io.heliograph.coordinator.runtime.BusyException;
import io.heliograph.coordinator.runtime.BusyException.Reason;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.coordinator.subscription.SubscriptionLimits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a new subscription may begin, and which gives way to it (contract dispatcher.md part
 * 1 row 29). While none can give way a refusal looks at no subscription: it is asked on a thread
 * that others wait for, as often as a client likes. Thread-safe.
 */
final class Admission {
  private final SubscriptionLimits limits;
  private final LastUses lastUses;
  private final LongAdder refused = new LongAdder();

  /** The keys of those that begin now; guarded by itself. */
  private final Set<String> beginning = new HashSet<>();

  /** Until then no subscription gives way to a new one, milliseconds since 1970. */
  private volatile long fullUntilMillis;

  Admission(SubscriptionLimits limits, LastUses lastUses) {
    this.limits = limits;
    this.lastUses = lastUses;
  }

  /**
   * Admits a new subscription. New ones are admitted one after the other, and each counts from then
   * on until {@link #began}: else those that come together would all find the same room.
   *
   * @param givesWay is told the keys of those that give way, and takes them out of {@code known}
   * @throws BusyException when there is no room
   */
  void admit(
      String key,
      String name,
      Map<String, Subscription> known,
      long nowMillis,
      Consumer<String> givesWay) {
    if (nowMillis < fullUntilMillis && known.size() >= limits.max()) {
      throw refusal(limits.full());
    }
    synchronized (beginning) {
      if (beginning.contains(key)) {
        return;
      }
      String other = inTheWay(name, known, nowMillis);
      while (other != null) {
        givesWay.accept(other);
        other = inTheWay(name, known, nowMillis);
      }
      beginning.add(key);
    }
  }

  /** It is known by now, or did not begin. */
  void began(String key) {
    synchronized (beginning) {
      beginning.remove(key);
    }
  }

  /** The one that gives way next, null when there is room. */
  private @Nullable String inTheWay(String name, Map<String, Subscription> known, long nowMillis) {
    List<SubscriptionLimits.Known> all = new ArrayList<>();
    for (String key : beginning) {
      // A key begins with its plugin's name.
      String ofName = key.startsWith(name + '-') ? name : "";
      all.add(new SubscriptionLimits.Known(key, ofName, nowMillis, nowMillis));
    }
    for (Map.Entry<String, Subscription> one : known.entrySet()) {
      String key = one.getKey();
      Subscription subscription = one.getValue();
      // One that becomes known meanwhile was counted above.
      if (!beginning.contains(key)) {
        all.add(
            new SubscriptionLimits.Known(
                key,
                subscription.spec().name(),
                subscription.createdMillis(),
                lastUses.anywhere(key)));
      }
    }
    return switch (limits.judge(name, all, nowMillis)) {
      case SubscriptionLimits.Verdict.Room room -> null;
      case SubscriptionLimits.Verdict.InPlaceOf other -> other.pluginKey();
      case SubscriptionLimits.Verdict.Full full -> {
        if (known.size() >= limits.max()) {
          fullUntilMillis = limits.fullUntil(all);
        }
        throw refusal(full.reason());
      }
    };
  }

  private BusyException refusal(String reason) {
    refused.increment();
    return new BusyException(Reason.TOO_MANY_REQUESTS, reason);
  }

  /** A subscription ended: there may be room again. */
  void oneWent() {
    fullUntilMillis = 0;
  }

  /** How many new subscriptions were refused. */
  long refusedCount() {
    return refused.sum();
  }
}
