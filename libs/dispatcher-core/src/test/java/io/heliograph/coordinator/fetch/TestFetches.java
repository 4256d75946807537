package io.heliograph.coordinator.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.coordinator.filter.EventFilter;
import io.heliograph.coordinator.log.Chunk;
import io.heliograph.coordinator.log.HistoryRateLimiter;
import io.heliograph.coordinator.log.LogRecord;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.runtime.CoordinatorClock;
import io.heliograph.coordinator.runtime.TestLoops;
import io.heliograph.coordinator.runtime.Waits;
import io.heliograph.coordinator.shard.CoordinatorRuntime;
import io.heliograph.coordinator.shard.OwnershipGuard;
import io.heliograph.coordinator.shard.ReplayPreparer;
import io.heliograph.coordinator.shard.TestHeaders;
import io.heliograph.coordinator.shard.TestShard;
import io.heliograph.coordinator.shard.VirtualClock;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.coordinator.subscription.SubscriptionDirectory;
import io.heliograph.coordinator.view.ShardLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Fetches on event loops of their own, without other replicas; the clock is set by the test. */
public final class TestFetches implements AutoCloseable {
  public static final EventFilter ALL = (headers, json) -> null;

  public final PartitionId id = new PartitionId("testing.binary.data", new UUID(7, 7), 0);
  public final AtomicLong nowMillis = new AtomicLong(1_000_000);
  public final List<Throwable> failures = new CopyOnWriteArrayList<>();

  /** Takes by plugin. */
  public final Map<String, Integer> costs = new ConcurrentHashMap<>();

  public final CoordinatorClock clock = new VirtualClock(nowMillis::get);
  public final PinnedBytes pinned;
  public final CoordinatorRuntime coordinator;
  public final Fetches fetches;
  public volatile OwnershipGuard gate = () -> true;
  public volatile SubscriptionDirectory directory;
  private long end;

  public TestFetches(long answerBytesMax) {
    this(answerBytesMax, 50_000, 1);
  }

  public TestFetches(long answerBytesMax, int messagesMax, int ownerThreads) {
    coordinator = coordinator(ownerThreads, Long.MAX_VALUE, messagesMax);
    coordinator.start(new TestLoops());
    coordinator.assign(id, 1, 0, 0, Map.of()).join();
    coordinator.activate(id);
    pinned = new PinnedBytes(answerBytesMax);
    directory =
        (spec, reset) -> {
          Subscription made = TestShard.subscription(spec.name(), spec.active(), 1);
          return coordinator.put(made).thenApply(known -> made);
        };
    fetches =
        new Fetches(
            new Fetches.Parts(
                coordinator,
                (spec, reset) -> directory.ensure(spec, reset),
                clock,
                pinned,
                () -> gate.open(),
                new HistoryRateLimiter(0, nowMillis::get, nowMillis::get),
                (subscription, nanos) -> costs.merge(subscription.spec().name(), 1, Integer::sum),
                new Nobody(),
                () -> false,
                new Random(2)));
  }

  /** Event loops that are not started yet. */
  public CoordinatorRuntime coordinator(int ownerThreads, long logBytesMax, int messagesMax) {
    return new CoordinatorRuntime(
        ownerThreads,
        logBytesMax,
        new CoordinatorRuntime.Surroundings(
            TestShard.SETTINGS,
            messagesMax,
            clock,
            (partition, offset, reader) -> {},
            TestShard.TOPICS,
            (plugin, event) -> ReplayPreparer.Preparation.FAILED,
            () -> true,
            new Random(1),
            Waits.SYSTEM,
            failures::add));
  }

  /** There are no other replicas. */
  private record Nobody() implements RemoteProviders {
    @Override
    public String process() {
      return "process";
    }

    @Override
    public Supplier<List<EventProvider>> forFetch(String query) {
      return List::of;
    }

    @Override
    public void confirmed(long batch) {}

    @Override
    public void confirm(String process, Confirmation confirmation) {}
  }

  public void produce(String... events) {
    List<LogRecord> records = new ArrayList<>();
    for (String event : events) {
      long offset = end + records.size();
      records.add(
          new LogRecord(
              offset,
              1,
              nowMillis.get(),
              "k" + offset,
              TestHeaders.of("e" + offset, "testing"),
              event.getBytes(UTF_8)));
    }
    coordinator.append(id, new Chunk(end, end + events.length, records));
    end += events.length;
  }

  /** A passive fetch that keeps its events open until a later one confirms them. */
  public FetchedBatch fetchToConfirm(String name, String confirms) throws Exception {
    Subscription subscription = TestShard.subscription(name, false, 1);
    return await(
        fetches.fetch(
            new FetchOrder(
                subscription.spec(), ALL, "", 10, Long.MAX_VALUE, 0, false, true, confirms)));
  }

  public EventSource.RunningFetch fetch(
      String name, boolean active, int count, long deadlineMillis) {
    return fetch(name, active, count, deadlineMillis, ALL);
  }

  public EventSource.RunningFetch fetch(
      String name, boolean active, int count, long deadlineMillis, EventFilter filter) {
    Subscription subscription = TestShard.subscription(name, active, 1);
    return fetches.fetch(
        new FetchOrder(
            subscription.spec(),
            filter,
            "",
            count,
            Long.MAX_VALUE,
            deadlineMillis,
            false,
            false,
            ""));
  }

  /** A fetch that has not begun is woken so many times. */
  public void wake(FetchOrder order, int times) {
    FetchSession session = new FetchSession(fetches, order, 1_000);
    for (int i = 0; i < times; i++) {
      session.wakeSoon();
    }
  }

  public static FetchedBatch await(EventSource.RunningFetch fetch) throws Exception {
    return fetch.batch().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  /** Fetches what is there and answers; the events as they would be written. */
  public List<String> read(String name, boolean active, int count) throws Exception {
    FetchedBatch batch = await(fetch(name, active, count, 0));
    List<String> events = batch.events().stream().map(json -> new String(json, UTF_8)).toList();
    batch.answered();
    return events;
  }

  public ShardLoad load() throws Exception {
    CompletableFuture<List<ShardLoad>> loads = coordinator.loads();
    return loads.get(10, TimeUnit.SECONDS).getFirst();
  }

  @Override
  public void close() {
    coordinator.stop();
  }
}
