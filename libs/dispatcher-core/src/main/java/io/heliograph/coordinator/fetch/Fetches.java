package io.heliograph.coordinator.fetch;

import io.heliograph.coordinator.log.HistoryRateLimiter;
import io.heliograph.coordinator.runtime.CoordinatorClock;
import io.heliograph.coordinator.shard.CoordinatorRuntime;
import io.heliograph.coordinator.shard.OwnershipGuard;
import io.heliograph.coordinator.shard.PartitionEventLoop;
import io.heliograph.coordinator.shard.Settlement;
import io.heliograph.coordinator.subscription.SubscriptionDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Runs fetches on the event loops. Thread-safe. */
public final class Fetches implements EventSource {
  final CoordinatorRuntime coordinator;
  final SubscriptionDirectory directory;
  final CoordinatorClock clock;
  final PinnedBytes pinned;
  final BooleanSupplier stopsPlugins;

  private final RemoteProviders remotes;
  private final BatchNames names;
  private final Set<FetchSession> running = ConcurrentHashMap.newKeySet();
  private final LocalProviders locals;

  private final AtomicLong nextBatch = new AtomicLong(1);

  /** Events that are none and were left out of an answer. */
  final LongAdder unstampable = new LongAdder();

  /**
   * What fetches work with.
   *
   * @param pace is told when new events are handed out
   * @param costs is told what looking at records costs
   * @param remotes the other replicas
   * @param stopsPlugins whether active fetches get nothing now
   * @param random fit for secrets
   */
  public record Parts(
      CoordinatorRuntime coordinator,
      SubscriptionDirectory directory,
      CoordinatorClock clock,
      PinnedBytes pinned,
      OwnershipGuard gate,
      HistoryRateLimiter pace,
      ScanCosts costs,
      RemoteProviders remotes,
      BooleanSupplier stopsPlugins,
      RandomGenerator random) {}

  public Fetches(Parts parts) {
    this.coordinator = parts.coordinator;
    this.directory = parts.directory;
    this.clock = parts.clock;
    this.pinned = parts.pinned;
    this.remotes = parts.remotes;
    this.names = new BatchNames(parts.random);
    List<EventProvider> targets = new ArrayList<>();
    for (PartitionEventLoop thread : coordinator.threads()) {
      targets.add(new LocalProvider(thread, pinned, parts.gate, parts.pace, parts.costs));
    }
    this.locals = new LocalProviders(coordinator, pinned, targets);
    this.stopsPlugins = parts.stopsPlugins;
  }

  @Override
  public RunningFetch fetch(FetchOrder order) {
    locals.require();
    confirm(order.confirms(), order.subscription().pluginKey());
    FetchOrder sized = order.within(pinned.shareMax());
    FetchSession session = new FetchSession(this, sized, nextBatch.getAndIncrement());
    running.add(session);
    session.start();
    return session;
  }

  /** Ends the fetches under way with what they have: this replica is about to stop. */
  public void drain() {
    running.forEach(FetchSession::endNow);
  }

  /** Our event loops. */
  public LocalProviders locals() {
    return locals;
  }

  /**
   * Everybody that may have events: our event loops, then the other replicas.
   *
   * @param others of {@link #others}
   */
  List<EventProvider> targets(Supplier<List<EventProvider>> others) {
    List<EventProvider> targets = new ArrayList<>(locals.all());
    targets.addAll(others.get());
    return targets;
  }

  /** The other replicas that one fetch may ask, as they are at each call. */
  Supplier<List<EventProvider>> others(FetchOrder order) {
    return remotes.forFetch(order.query());
  }

  /** Everything about the fetch has been told to whom it concerns. */
  void over(FetchSession session) {
    running.remove(session);
  }

  /** How many fetches are under way. */
  public int runningCount() {
    return running.size();
  }

  /** How many leased events were left out of their answers because they are no events. */
  public long unstampableCount() {
    return unstampable.sum();
  }

  /** What a later fetch of that subscription calls the batch to confirm it. */
  String nameOf(long batch, String pluginKey) {
    return names.name(remotes.process(), batch, pluginKey);
  }

  /**
   * A fetch, here or at another replica, says that a batch arrived which was answered here.
   *
   * @throws io.heliograph.coordinator.runtime.BusyException when too much waits for the event loops
   */
  public void confirmed(Confirmation confirmation) {
    locals.require();
    if (names.proves(confirmation)) {
      long batch = confirmation.batch();
      locals.settle(batch, Settlement.CONFIRMED);
      remotes.confirmed(batch);
    }
  }

  /**
   * What is no name of a batch of ours is passed over: it is handed out again when its time ends.
   */
  private void confirm(String name, String pluginKey) {
    int proofDash = name.lastIndexOf('-');
    int batchDash = proofDash < 0 ? -1 : name.lastIndexOf('-', proofDash - 1);
    if (batchDash < 0) {
      return;
    }
    try {
      long batch = Long.parseLong(name, batchDash + 1, proofDash, 10);
      String process = name.substring(0, batchDash);
      Confirmation confirmation = new Confirmation(batch, name.substring(proofDash + 1), pluginKey);
      if (process.equals(remotes.process())) {
        confirmed(confirmation);
      } else {
        remotes.confirm(process, confirmation);
      }
    } catch (NumberFormatException notOurs) {
      return;
    }
  }
}
