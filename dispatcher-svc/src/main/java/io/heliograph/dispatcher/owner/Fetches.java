package io.heliograph.dispatcher.owner;

import io.heliograph.dispatcher.subscription.SubscriptionDirectory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Runs fetches on the owner threads. Thread-safe. */
public final class Fetches implements EventSource {
  final Owners owners;
  final SubscriptionDirectory directory;
  final CoreClock clock;
  final PinnedBytes pinned;
  final FetchGate gate;

  /** Tells confirmations of this process from those of another. */
  private final String process = Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);

  private final AtomicLong nextBatch = new AtomicLong(1);

  public Fetches(
      Owners owners,
      SubscriptionDirectory directory,
      CoreClock clock,
      PinnedBytes pinned,
      FetchGate gate) {
    this.owners = owners;
    this.directory = directory;
    this.clock = clock;
    this.pinned = pinned;
    this.gate = gate;
  }

  @Override
  public RunningFetch fetch(FetchOrder order) {
    confirm(order.confirms());
    FetchSession session = new FetchSession(this, order, nextBatch.getAndIncrement());
    session.start();
    return session;
  }

  String confirmation(long batch) {
    return process + '-' + batch;
  }

  private void confirm(String confirmation) {
    int dash = confirmation.indexOf('-');
    if (dash < 0 || !confirmation.substring(0, dash).equals(process)) {
      return;
    }
    try {
      long batch = Long.parseLong(confirmation, dash + 1, confirmation.length(), 10);
      owners.threads().forEach(thread -> thread.execute(core -> core.confirm(batch)));
    } catch (NumberFormatException notOurs) {
      // Not a confirmation of ours: what it meant is handed out again when its lease ends.
    }
  }
}
