package io.heliograph.coordinator.shard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.coordinator.filter.EventFilter;
import io.heliograph.coordinator.log.CatchUpPace;
import io.heliograph.coordinator.log.Chunk;
import io.heliograph.coordinator.log.LogRecord;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.runtime.TestLoops;
import io.heliograph.coordinator.runtime.Waits;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.coordinator.subscription.SubscriptionDirectory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Fetches on owner threads of their own, without other replicas; the clock is set by the test. */
final class TestFetches implements AutoCloseable {
  static final EventFilter ALL = (headers, json) -> null;

  final PartitionId id = new PartitionId("testing.binary.data", new UUID(7, 7), 0);
  final AtomicLong nowMillis = new AtomicLong(1_000_000);
  final List<Throwable> failures = new CopyOnWriteArrayList<>();

  /** Takes by plugin. */
  final Map<String, Integer> costs = new ConcurrentHashMap<>();

  private final CoreClock clock = new VirtualClock(nowMillis::get);
  final PinnedBytes pinned;
  final Owners owners;
  final Fetches fetches;
  volatile FetchGate gate = () -> true;
  volatile SubscriptionDirectory directory;
  private long end;

  TestFetches(long answerBytesMax) {
    this(answerBytesMax, 50_000, 1);
  }

  TestFetches(long answerBytesMax, int messagesMax, int ownerThreads) {
    owners = owners(ownerThreads, Long.MAX_VALUE, messagesMax);
    owners.start(new TestLoops());
    owners.assign(id, 1, 0, 0, Map.of()).join();
    owners.activate(id);
    pinned = new PinnedBytes(answerBytesMax);
    directory =
        (spec, reset) -> {
          Subscription made = TestCore.subscription(spec.name(), spec.active(), 1);
          return owners.put(made).thenApply(known -> made);
        };
    fetches =
        new Fetches(
            new Fetches.Parts(
                owners,
                (spec, reset) -> directory.ensure(spec, reset),
                clock,
                pinned,
                () -> gate.open(),
                new CatchUpPace(0, nowMillis::get, nowMillis::get),
                (subscription, nanos) -> costs.merge(subscription.spec().name(), 1, Integer::sum),
                new Nobody(),
                () -> false,
                new Random(2),
                Waits.SYSTEM));
  }

  /** Owners that are not started yet. */
  Owners owners(int ownerThreads, long logBytesMax, int messagesMax) {
    return new Owners(
        ownerThreads,
        logBytesMax,
        new Owners.Surroundings(
            TestCore.SETTINGS,
            messagesMax,
            clock,
            (partition, offset, reader) -> {},
            TestCore.TOPICS,
            (plugin, event) -> Replays.Preparation.FAILED,
            () -> true,
            new Random(1),
            Waits.SYSTEM,
            failures::add));
  }

  /** There are no other replicas. */
  private record Nobody() implements Peers {
    @Override
    public Collection<? extends Peer> present() {
      return List.of();
    }

    @Override
    public String process() {
      return "process";
    }

    @Override
    public void confirm(String process, Confirmation confirmation) {}
  }

  void produce(String... events) {
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
    owners.append(id, new Chunk(end, end + events.length, records));
    end += events.length;
  }

  /** A passive fetch that keeps its events open until a later one confirms them. */
  FetchedBatch fetchToConfirm(String name, String confirms) throws Exception {
    Subscription subscription = TestCore.subscription(name, false, 1);
    return await(
        fetches.fetch(
            new FetchOrder(
                subscription.spec(), ALL, "", 10, Long.MAX_VALUE, 0, false, true, confirms)));
  }

  EventSource.RunningFetch fetch(String name, boolean active, int count, long deadlineMillis) {
    return fetch(name, active, count, deadlineMillis, ALL);
  }

  EventSource.RunningFetch fetch(
      String name, boolean active, int count, long deadlineMillis, EventFilter filter) {
    Subscription subscription = TestCore.subscription(name, active, 1);
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

  static FetchedBatch await(EventSource.RunningFetch fetch) throws Exception {
    return fetch.batch().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  /** Fetches what is there and answers; the events as they would be written. */
  List<String> read(String name, boolean active, int count) throws Exception {
    FetchedBatch batch = await(fetch(name, active, count, 0));
    List<String> events = batch.events().stream().map(json -> new String(json, UTF_8)).toList();
    batch.answered();
    return events;
  }

  CoreLoad load() throws Exception {
    CompletableFuture<List<CoreLoad>> loads = owners.loads();
    return loads.get(10, TimeUnit.SECONDS).getFirst();
  }

  @Override
  public void close() {
    owners.stop();
  }
}
