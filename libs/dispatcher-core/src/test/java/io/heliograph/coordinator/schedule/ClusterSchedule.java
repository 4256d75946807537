package io.heliograph.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.coordinator.log.NewRecord;
import io.heliograph.coordinator.pause.Hold;
import io.heliograph.coordinator.shard.StatusSignal;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.event.Headers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Two replicas, three plugins, and what may happen to them, in an order that a seed decides. */
final class ClusterSchedule {
  private static final int RUNS_MAX = 20;
  private static final int SETTLED_MILLIS = 400_000;

  private final Random random;
  private final MemoryKafka kafka = new MemoryKafka();
  private final VirtualThreads time;
  private final Chaos chaos;
  private final Oracle oracle;
  private final VirtualReplica.World world;
  private final @Nullable VirtualReplica[] replicas = new VirtualReplica[2];
  private final List<VirtualRemote> links = new ArrayList<>();
  private final List<VirtualClient> clients = new ArrayList<>();
  private final Map<String, Integer> incarnations = new HashMap<>();
  private int step;
  private int looks;

  ClusterSchedule(long seed) {
    random = new Random(seed);
    time = new VirtualThreads(random);
    chaos = new Chaos(random);
    oracle = new Oracle(time, kafka);
    world = new VirtualReplica.World(kafka, time, chaos, random, oracle, this::peersOf);
    for (int i = 0; i < 10; i++) {
      produce();
    }
    start(0);
    start(1);
    clients.add(new VirtualClient("active", true, false, world, this::anyReplica));
    clients.add(new VirtualClient("passive", false, false, world, this::anyReplica));
    clients.add(new VirtualClient("confirming", false, true, world, this::anyReplica));
    settle(20_000, () -> replicas[0].serves() && replicas[1].serves());
    for (VirtualClient client : clients) {
      client.subscribe(replicas[0]);
      settle(20_000, () -> !client.isFetching());
      client.settleNow();
    }
  }

  int step() {
    return step;
  }

  Oracle oracle() {
    return oracle;
  }

  long switches() {
    return time.switches();
  }

  private List<VirtualRemote> peersOf(VirtualReplica here, String name) {
    List<VirtualRemote> others = new ArrayList<>();
    for (VirtualReplica there : replicas) {
      if (there != null && there != here && kafka.group.has(there.process)) {
        VirtualRemote known =
            links.stream()
                .filter(link -> link.isOf(there) && link.isFrom(here))
                .findFirst()
                .orElse(null);
        if (known == null) {
          known = new VirtualRemote(here, there, world);
          links.add(known);
        }
        others.add(known);
      }
    }
    return others;
  }

  private void start(int slot) {
    String name = "slot" + slot;
    int incarnation = incarnations.merge(name, 1, Integer::sum);
    VirtualReplica replica = new VirtualReplica(world, name, "p" + incarnation);
    replicas[slot] = replica;
    replica.start();
    oracle.disturbed();
  }

  private @Nullable VirtualReplica anyReplica() {
    VirtualReplica replica = replicas[random.nextInt(replicas.length)];
    return replica != null && replica.serves() ? replica : null;
  }

  void run(int steps) {
    for (step = 0; step < steps; step++) {
      happen(random.nextInt(1000));
      goOn();
      // Reading, not only writing, is asked of the core after every step.
      for (VirtualReplica replica : replicas) {
        if (replica != null) {
          assertThat(replica.failures).as("failures of %s", replica.process.name).isEmpty();
        }
      }
    }
    step = steps;
    calmDown();
  }

  private void goOn() {
    int runs = random.nextInt(RUNS_MAX);
    for (int i = 0; i < runs; i++) {
      if (!time.step()) {
        time.advance(1 + random.nextInt(20));
        kafka.expire(time.monotonicMillis());
      }
    }
  }

  private void happen(int dice) {
    if (dice < 150) {
      produce();
    } else if (dice < 650) {
      clients.get(random.nextInt(clients.size())).act();
    } else if (dice < 930) {
      pass(random.nextInt(60));
    } else if (dice < 960) {
      pass(random.nextInt(1_500));
    } else if (dice < 965) {
      oracle.count("rebalance");
      kafka.group.balance(random.nextInt(3));
    } else if (dice < 971) {
      offline();
    } else if (dice < 978) {
      freeze();
    } else if (dice < 986) {
      kill();
    } else if (dice < 989) {
      fence();
    } else if (dice < 990) {
      clients.getFirst().reset();
    } else if (dice < 993) {
      hold();
    } else if (dice < 994) {
      restorePause();
    } else {
      pass(random.nextInt(7_000));
    }
  }

  private void pass(int millis) {
    time.advance(millis);
    kafka.expire(time.monotonicMillis());
  }

  private void produce() {
    List<MemoryPartition> logs =
        kafka.events.values().stream()
            .filter(one -> one.id.topic().equals(MemoryKafka.EVENTS) && !one.offline)
            .toList();
    if (logs.isEmpty()) {
      return;
    }
    MemoryPartition log = logs.get(random.nextInt(logs.size()));
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      String id = log.id.toString() + ':' + log.end();
      long unused =
          log.append(
              NewRecord.keyed(
                      MemoryKafka.EVENTS,
                      time.wallMillis(),
                      "key" + id,
                      ("{\"id\":\"" + id + "\"}").getBytes(Oracle.UTF))
                  .with(
                      List.of(
                          header(Headers.MODEL, "binary"),
                          header(Headers.ENTITY_ID, id),
                          header(Headers.SOURCE, "testing"))),
              null,
              time.wallMillis());
    }
    oracle.count("produced");
  }

  private static NewRecord.Header header(String name, String value) {
    return new NewRecord.Header(name, value.getBytes(Oracle.UTF));
  }

  private void offline() {
    List<MemoryPartition> all = List.copyOf(kafka.events.values());
    MemoryPartition one = all.get(random.nextInt(all.size()));
    one.offline = !one.offline;
    oracle.count(one.offline ? "partition offline" : "partition online");
  }

  private void freeze() {
    VirtualReplica replica = replicas[random.nextInt(replicas.length)];
    if (replica != null) {
      replica.process.frozen = !replica.process.frozen;
      oracle.disturbed();
      oracle.count(replica.process.frozen ? "frozen" : "thawed");
    }
  }

  private void kill() {
    int slot = random.nextInt(replicas.length);
    VirtualReplica replica = replicas[slot];
    if (replica == null) {
      start(slot);
      return;
    }
    time.kill(replica.process);
    replicas[slot] = null;
    oracle.disturbed();
    oracle.count("killed");
    if (random.nextBoolean()) {
      start(slot);
    }
  }

  /** Another producer of a replica's transactional id begins. */
  private void fence() {
    oracle.count("fenced");
    int unused = kafka.init("slot" + random.nextInt(2), time.monotonicMillis());
  }

  private void hold() {
    VirtualReplica replica = anyReplica();
    if (replica != null) {
      oracle.count("hold");
      long now = time.wallMillis();
      var unused =
          replica.cleaner.hold(
              random.nextInt(3) == 0 ? Hold.NONE : new Hold(now, now + random.nextInt(20_000)));
    }
  }

  private void restorePause() {
    VirtualReplica replica = anyReplica();
    if (replica != null) {
      oracle.count("restore pause");
      var unused = replica.cleaner.pause(time.wallMillis());
    }
  }

  /** Nothing goes wrong any more: in the end everything has been given and settled. */
  private void calmDown() {
    chaos.calm();
    kafka.events.values().forEach(one -> one.offline = false);
    for (int slot = 0; slot < replicas.length; slot++) {
      VirtualReplica replica = replicas[slot];
      if (replica == null) {
        start(slot);
      } else {
        replica.process.frozen = false;
      }
    }
    oracle.disturbed();
    clients.forEach(VirtualClient::calm);
    settle(60_000, () -> replicas[0].serves() && replicas[1].serves());
    pass(10_000);
    settle(
        SETTLED_MILLIS,
        () -> {
          clients.forEach(VirtualClient::act);
          return ++looks % 100 == 0
              && clients.stream().allMatch(client -> missing(client).isEmpty());
        });
    for (VirtualClient client : clients) {
      assertThat(missing(client)).as("what %s misses", client.pluginKey()).isEmpty();
    }
  }

  private List<String> missing(VirtualClient client) {
    Subscription known = replicas[0].subscriptions.find(client.pluginKey());
    if (known == null) {
      return List.of("its subscription");
    }
    List<String> missing = new ArrayList<>();
    for (MemoryPartition log : kafka.events.values()) {
      boolean errors = log.id.topic().equals(MemoryKafka.ERRORS);
      long start = known.startOf(log.id.topicId(), log.id.partition());
      if (!errors || client.leases()) {
        missing.addAll(oracle.missing(known, log, errors || known.skipsHistory() ? start : 0));
      }
    }
    return missing;
  }

  private void settle(int millisMax, java.util.function.BooleanSupplier until) {
    long giveUp = time.monotonicMillis() + millisMax;
    while (!until.getAsBoolean() && time.monotonicMillis() < giveUp) {
      int left = 200;
      while (left > 0 && time.step()) {
        left--;
      }
      time.advance(1 + random.nextInt(20));
      kafka.expire(time.monotonicMillis());
    }
  }

  /** What a plugin said of a delivery. */
  static StatusSignal.Kind kind(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> StatusSignal.Kind.HEARTBEAT;
      case 1, 2 -> StatusSignal.Kind.TRANSIENT;
      default -> StatusSignal.Kind.COMPLETED;
    };
  }
}
