package io.heliograph.coordinator.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.cursor.CursorCodec;
import io.heliograph.coordinator.cursor.CursorKey;
import io.heliograph.coordinator.cursor.CursorState;
import io.heliograph.coordinator.cursor.LeaseProof;
import io.heliograph.coordinator.cursor.Locator;
import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.filter.EventFilter;
import io.heliograph.coordinator.log.Chunk;
import io.heliograph.coordinator.log.LogRecord;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.subscription.QueueTopics;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.coordinator.subscription.SubscriptionSpec;
import io.heliograph.coordinator.view.ShardLoad;
import io.heliograph.event.Model;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** One random schedule: the core, a log in memory, a store, and the model beside them. */
final class ShardSchedule {
  private static final ShardSettings SETTINGS = new ShardSettings(1_000, 3, 12, 40, 20, 500, 0);
  private static final QueueTopics TOPICS =
      (spec, topic) ->
          switch (topic) {
            case "azul.expedite" -> EnumSet.of(Queue.EXPEDITE);
            case "azul.error" ->
                spec.leases() ? EnumSet.of(Queue.ERROR) : EnumSet.noneOf(Queue.class);
            default -> EnumSet.of(Queue.LIVE, Queue.HISTORIC);
          };

  private record Delivered(String pluginKey, String event, Locator locator) {}

  private record Batch(long id, String pluginKey) {}

  private final Random random;
  private final ModelLog errors = new ModelLog(new PartitionId("azul.error", new UUID(9, 9), 0));
  private final List<ModelLog> logs = new ArrayList<>();
  private final Map<String, SubscriptionModel> models = new TreeMap<>();
  private final Map<CursorKey, byte[]> stored = new HashMap<>();
  private final Map<CursorKey, Long> frontiers = new HashMap<>();
  private final List<StatusSignal> statuses = new ArrayList<>();
  private final List<Batch> open = new ArrayList<>();
  private final List<Delivered> deliveries = new ArrayList<>();
  private final Set<String> departed = new HashSet<>();
  private final Map<PartitionId, ArrayDeque<Long>> loads = new LinkedHashMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private PartitionShard shard;
  private long nowMillis = 1_000_000;
  private long nextBatch = 1;
  private int step;

  ShardSchedule(long seed) {
    random = new Random(seed);
    UUID topic = new UUID(7, 7);
    logs.add(new ModelLog(new PartitionId("testing.binary.data", topic, 0)));
    logs.add(new ModelLog(new PartitionId("testing.binary.data", topic, 1)));
    logs.add(new ModelLog(new PartitionId("azul.expedite", new UUID(8, 8), 0)));
    logs.add(errors);
    shard = newCore();
    logs.forEach(this::take);
    subscribe("active", true);
    subscribe("passive", false);
  }

  int step() {
    return step;
  }

  Map<String, Integer> counts() {
    return counts;
  }

  private void count(String kind) {
    counts.merge(kind, 1, Integer::sum);
  }

  private PartitionShard newCore() {
    return new PartitionShard(
        SETTINGS,
        new VirtualClock(() -> nowMillis),
        new PartitionShard.Outside(
            (partition, offset, reader) ->
                loads.computeIfAbsent(partition, id -> new ArrayDeque<>()).add(offset),
            TOPICS,
            (plugin, event) -> ReplayPreparer.Preparation.FAILED,
            () -> true,
            new Random(1)));
  }

  /** The core takes a partition: its cursors stand, nothing of the log has been read yet. */
  private long assign(ModelLog log) {
    Map<CursorKey, CursorState> recovered = new HashMap<>();
    stored.forEach(
        (key, value) -> {
          if (key.topicId().equals(log.id.topicId()) && key.partition() == log.id.partition()) {
            recovered.put(key, decode(value));
          }
        });
    // The tail begins a little before the end, so that older cursors need loads.
    long tailStart = Math.max(0, log.end() - random.nextInt(10));
    shard.assign(log.id, 1, tailStart, log.end(), recovered);
    log.taken(nowMillis);
    return tailStart;
  }

  /** The reader reads the tail, and the partition is handed out. */
  private void read(ModelLog log, long tailStart) {
    shard.append(log.id, new Chunk(tailStart, log.end(), between(log, tailStart)));
    shard.activate(log.id);
  }

  private void take(ModelLog log) {
    read(log, assign(log));
  }

  private static List<LogRecord> between(ModelLog log, long from) {
    return log.records().stream().filter(record -> record.offset() >= from).toList();
  }

  private static CursorState decode(byte[] value) {
    try {
      return CursorCodec.decode(value);
    } catch (MalformedRecordException malformed) {
      throw new AssertionError(malformed);
    }
  }

  private void subscribe(String name, boolean active) {
    Map<UUID, long[]> starts = new HashMap<>();
    starts.put(logs.get(0).id.topicId(), new long[] {logs.get(0).end(), logs.get(1).end()});
    starts.put(logs.get(2).id.topicId(), new long[] {logs.get(2).end()});
    starts.put(errors.id.topicId(), new long[] {errors.end()});
    SubscriptionSpec spec =
        new SubscriptionSpec(
            name,
            "1",
            Model.BINARY,
            List.of(),
            List.of(),
            EnumSet.of(Queue.EXPEDITE, Queue.LIVE, Queue.HISTORIC),
            active,
            false);
    SubscriptionModel former = models.get(spec.pluginKey());
    long epoch = former == null ? 1 : former.subscription.epoch() + 1;
    Subscription subscription = new Subscription(spec, epoch, nowMillis, starts, false);
    models.put(subscription.pluginKey(), new SubscriptionModel(subscription));
    shard.put(subscription);
    open.removeIf(batch -> batch.pluginKey().equals(subscription.pluginKey()));
    frontiers.keySet().removeIf(key -> key.pluginKey().equals(subscription.pluginKey()));
  }

  void run(int steps) {
    for (step = 0; step < steps; step++) {
      int dice = random.nextInt(1000);
      if (dice < 200) {
        produce();
      } else if (dice < 500) {
        fetch(anyModel(), 1 + random.nextInt(12), random.nextInt(3) == 0);
      } else if (dice < 650) {
        settle();
      } else if (dice < 830) {
        status();
      } else if (dice < 900) {
        deliverLoads();
      } else if (dice < 950) {
        advance(random.nextInt(600));
      } else if (dice < 985) {
        store();
      } else if (dice < 993) {
        crash();
      } else if (dice < 997) {
        shard.evictTo(random.nextInt(4_000));
        count("evict");
      } else if (dice < 999) {
        moveOnePartition();
      } else {
        count("reset");
        subscribe(random.nextBoolean() ? "active" : "late", true);
      }
      if (step % 20 == 0) {
        nothingOverIsKept();
      }
    }
  }

  /** The core's timers are for what the model has leased, and for nothing else. */
  private void nothingOverIsKept() {
    ShardLoad load = shard.load();
    long leased =
        models.values().stream()
            .flatMap(model -> model.entries().values().stream())
            .filter(entry -> entry.phase == SubscriptionModel.Phase.LEASED)
            .count();
    assertThat(load.leases()).as("leases").isEqualTo(leased);
    // One for each cursor at most: with a lease, or of a lane that waits.
    int lanes = SETTINGS.attemptsMax() * models.size();
    assertThat(load.timers()).as("timers").isLessThanOrEqualTo(leased + lanes);
  }

  private SubscriptionModel anyModel() {
    return List.copyOf(models.values()).get(random.nextInt(models.size()));
  }

  private void produce() {
    count("produce");
    ModelLog log = logs.get(random.nextInt(logs.size() - 1));
    shard.append(log.id, log.produce(random, 1 + random.nextInt(3), nowMillis));
  }

  /** One fetch: queue by queue as a session does; returns how many events came. */
  private int fetch(SubscriptionModel model, int count, boolean onlySourceA) {
    count("fetch");
    long batch = nextBatch++;
    int got = 0;
    for (Queue queue : Queue.values()) {
      EventFilter filter =
          (headers, json) -> {
            model.looked(headers.entityId());
            if (onlySourceA && headers.source().equals("b")) {
              model.rejected(headers.entityId(), batch);
              return "FilterConsumerRules-reject_source";
            }
            return null;
          };
      Take take =
          new Take(
              model.subscription, queue, count - got, Long.MAX_VALUE, filter, batch, model.leased);
      TakeResult result = shard.take(take, () -> {});
      for (TakenEvent taken : result.events()) {
        delivered(model, taken, batch);
      }
      got += result.events().size();
      if (got == count) {
        break;
      }
      if (!result.more() && !result.loading()) {
        nothingLeft(model, queue);
      }
    }
    shard.forget(model.subscription, batch);
    open.add(new Batch(batch, model.subscription.pluginKey()));
    return got;
  }

  private void delivered(SubscriptionModel model, TakenEvent taken, long batch) {
    String event = taken.partition() + ":" + taken.record().offset();
    count(taken.attempt() > 1 ? "redelivered" : "delivered");
    model.delivered(event, batch, taken.attempt());
    if (model.leased) {
      Locator locator = taken.locator().stored();
      model.entry(event).proofs.add(locator.digest());
      deliveries.add(new Delivered(locator.pluginKey(), event, locator));
    }
  }

  /** The core says that a queue has nothing more: the model must agree. */
  private void nothingLeft(SubscriptionModel model, Queue queue) {
    long held =
        model.entries().values().stream()
            .filter(
                entry ->
                    entry.phase == SubscriptionModel.Phase.HELD
                        || entry.phase == SubscriptionModel.Phase.LEASED
                        || entry.phase == SubscriptionModel.Phase.REQUEUING)
            .count();
    // A cursor with as many open items as it may have does not go on: then nothing can be said.
    if (held >= SETTINGS.openItemsMax() / 2) {
      return;
    }
    for (ModelLog log : logs) {
      for (LogRecord record : log.records()) {
        if (record.headers() != null && queue == model.queueOf(log, record) && isDue(log, record)) {
          assertThat(model.entry(record.headers().entityId()).phase)
              .as(record.headers().entityId())
              .isNotEqualTo(SubscriptionModel.Phase.OPEN);
        }
      }
    }
  }

  private boolean isDue(ModelLog log, LogRecord record) {
    return log != errors
        || SETTINGS.dueMillis(record.timestampMillis(), record.headers().retryAttempt())
            <= nowMillis;
  }

  private void settle() {
    if (open.isEmpty()) {
      return;
    }
    Batch batch = open.remove(random.nextInt(open.size()));
    SubscriptionModel model = models.get(batch.pluginKey());
    if (random.nextInt(5) == 0) {
      count("failed answer");
      shard.failed(batch.id());
      model.failed(batch.id());
    } else {
      count("answered");
      shard.answered(batch.id(), false);
      model.answered(batch.id(), nowMillis + SETTINGS.leaseMillis());
    }
  }

  private void status() {
    if (deliveries.isEmpty()) {
      return;
    }
    Delivered delivery = deliveries.get(Math.max(0, deliveries.size() - 1 - random.nextInt(40)));
    StatusSignal.Kind kind =
        switch (random.nextInt(9)) {
          case 0 -> StatusSignal.Kind.HEARTBEAT;
          case 1 -> StatusSignal.Kind.ERROR;
          case 2 -> StatusSignal.Kind.TRANSIENT;
          default -> StatusSignal.Kind.COMPLETED;
        };
    String author = random.nextInt(30) == 0 ? "somebody" : nameOf(delivery.pluginKey());
    boolean forged = random.nextInt(20) == 0;
    Locator locator =
        forged
            ? delivery
                .locator()
                .with(new LeaseProof.Digest(new UUID(random.nextLong(), random.nextLong())))
            : delivery.locator();
    count(forged ? "forged status" : "honest status");
    StatusSignal signal = new StatusSignal(locator, author, "1", kind, "said");
    statuses.add(signal);
    apply(signal);
    shard.statusPositions(new long[] {statuses.size()});
  }

  private String nameOf(String pluginKey) {
    return models.get(pluginKey).subscription.spec().name();
  }

  private void apply(StatusSignal signal) {
    SubscriptionModel model = models.get(signal.delivery().pluginKey());
    StatusSignal.Effect effect = shard.apply(signal);
    ModelLog log =
        logs.stream().filter(one -> signal.delivery().isOf(one.id)).findFirst().orElseThrow();
    String event = log.id + ":" + signal.delivery().offset();
    boolean foreign =
        signal.delivery().epoch() != model.subscription.epoch()
            || !signal.author().equals(model.subscription.spec().name())
            || !model.mayBeOf(signal, event, log.mayHaveBeenLeasedBefore(signal, leaseAgoMillis()));
    if (foreign && model.entry(event).phase == SubscriptionModel.Phase.REQUEUING) {
      // The core may have let it go already, which the model hears of with the next store.
      assertThat(effect).isIn(StatusSignal.Effect.FOREIGN, StatusSignal.Effect.LATE);
      return;
    }
    assertThat(effect == StatusSignal.Effect.FOREIGN).as("foreign").isEqualTo(foreign);
    if (foreign) {
      count("foreign status");
      return;
    }
    count(effect == StatusSignal.Effect.LATE ? "late status" : "status");
    model.status(signal, event, nowMillis + SETTINGS.leaseMillis(), SETTINGS.attemptsMax());
  }

  private long leaseAgoMillis() {
    return nowMillis - SETTINGS.leaseMillis();
  }

  private void deliverLoads() {
    loads.forEach(
        (id, offsets) -> {
          ModelLog log = logs.stream().filter(one -> one.id.equals(id)).findFirst().orElseThrow();
          while (!offsets.isEmpty()) {
            count("load");
            shard.loaded(id, log.load(offsets.remove()));
          }
        });
  }

  private void advance(int millis) {
    count("advance");
    nowMillis += millis;
    shard.tick();
    models.values().forEach(model -> model.expire(nowMillis, SETTINGS.attemptsMax()));
  }

  private void store() {
    count("store");
    // Giving up needs the record; the model agrees once the store has it.
    StoreDelta delta = shard.collect();
    delta
        .cursors()
        .forEach(
            (key, state) -> {
              assertThat(state.frontier())
                  .as("frontier of %s", key)
                  .isGreaterThanOrEqualTo(frontiers.getOrDefault(key, 0L));
              frontiers.put(key, state.frontier());
              stored.put(key, CursorCodec.encode(state));
            });
    for (Disposition event : delta.dispositions()) {
      count(event instanceof Disposition.Retry ? "retried" : "given up");
      String name = event.partition() + ":" + event.record().offset();
      SubscriptionModel model = models.get(event.subscription().pluginKey());
      if (model.subscription.epoch() == event.subscription().epoch()) {
        assertThat(departed.add(model.subscription.pluginKey() + model.subscription.epoch() + name))
            .as("departed once: %s", name)
            .isTrue();
        model.entry(name).phase = SubscriptionModel.Phase.DONE;
        if (event instanceof Disposition.Retry retried) {
          model.entry(errors.id + ":" + errors.end()).attempt = retried.attempt();
          shard.append(errors.id, errors.resubmit(retried, nowMillis));
        }
      }
    }
    models.values().forEach(SubscriptionModel::store);
  }

  /** The process dies and starts again: only what was stored and the statuses are left. */
  private void crash() {
    count("crash");
    shard = newCore();
    loads.clear();
    open.clear();
    models.values().forEach(model -> model.crash(SETTINGS.attemptsMax()));
    models.values().forEach(model -> shard.put(model.subscription));
    Map<ModelLog, Long> tailStarts = new LinkedHashMap<>();
    logs.forEach(log -> tailStarts.put(log, assign(log)));
    long from = statuses.size();
    for (byte[] value : stored.values()) {
      long[] positions = decode(value).statusPositions();
      from = Math.min(from, positions.length == 0 ? 0 : positions[0]);
    }
    if (stored.isEmpty()) {
      from = 0;
    }
    for (StatusSignal signal : List.copyOf(statuses.subList((int) from, statuses.size()))) {
      apply(signal);
    }
    shard.statusPositions(new long[] {statuses.size()});
    tailStarts.forEach(this::read);
    shard.tick();
    models.values().forEach(model -> model.expire(nowMillis, SETTINGS.attemptsMax()));
  }

  /** A partition goes to another replica and comes back, with everything stored in between. */
  private void moveOnePartition() {
    count("move");
    store();
    ModelLog log = logs.get(random.nextInt(logs.size()));
    shard.revoke(log.id);
    for (SubscriptionModel model : models.values()) {
      model.movedAway(log, SETTINGS.attemptsMax());
    }
    take(log);
  }

  /** In the end everything is done for everybody: nothing is lost, nothing is stuck. */
  void drain() {
    for (int round = 0; round < 20_000; round++) {
      while (!open.isEmpty()) {
        Batch batch = open.removeFirst();
        shard.answered(batch.id(), false);
        models.get(batch.pluginKey()).answered(batch.id(), nowMillis + SETTINGS.leaseMillis());
      }
      int got = 0;
      int size = deliveries.size();
      for (SubscriptionModel model : models.values()) {
        got += fetch(model, 10, false);
      }
      for (Delivered delivery : List.copyOf(deliveries.subList(size, deliveries.size()))) {
        StatusSignal signal =
            new StatusSignal(
                delivery.locator(),
                nameOf(delivery.pluginKey()),
                "1",
                StatusSignal.Kind.COMPLETED,
                "completed");
        statuses.add(signal);
        apply(signal);
      }
      boolean quiet = got == 0 && loads.values().stream().allMatch(ArrayDeque::isEmpty);
      deliverLoads();
      advance(50);
      store();
      if (quiet && models.values().stream().allMatch(this::isDone)) {
        open.forEach(batch -> shard.answered(batch.id(), false));
        assertThat(shard.load())
            .as("nothing is kept when all is done")
            .isEqualTo(new ShardLoad(0, 0, 0, 0, 0, 0));
        return;
      }
    }
    models.values().forEach(model -> assertThat(isDone(model)).as("drained").isTrue());
  }

  private boolean isDone(SubscriptionModel model) {
    for (ModelLog log : logs) {
      for (LogRecord record : log.records()) {
        if (record.headers() != null && model.queueOf(log, record) != null) {
          SubscriptionModel.Phase phase = model.entry(record.headers().entityId()).phase;
          if (phase != SubscriptionModel.Phase.DONE
              && phase != SubscriptionModel.Phase.DONE_IN_ANSWER) {
            return false;
          }
        }
      }
    }
    return true;
  }
}
