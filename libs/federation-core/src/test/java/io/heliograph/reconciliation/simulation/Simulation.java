package io.heliograph.reconciliation.simulation;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.member.MemberRow;
import io.heliograph.reconciliation.node.GroupNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** One run: a time in which anything goes wrong, then calm, until all honest maps are equal. */
final class Simulation {
  private static final long CALM_MILLIS_MAX = 1_800_000;

  /** In which whatever was decided becomes durable. */
  private static final long ROWS_MILLIS = 3_000;

  final World world;
  final List<VirtualInstance> honest = new ArrayList<>();
  final List<Liar> liars = new ArrayList<>();
  private final Scenario scenario;
  private final Random random;

  Simulation(Scenario scenario) {
    this.scenario = scenario;
    world = new World(scenario.seed(), scenario::settings);
    random = world.random;
    List<PeerId> ids = new ArrayList<>();
    for (int i = 0; i < scenario.instances(); i++) {
      VirtualInstance instance = new VirtualInstance(world, scenario.seed() + " i" + i);
      honest.add(instance);
      ids.add(instance.id());
    }
    for (int i = 0; i < scenario.liars(); i++) {
      Liar liar =
          new Liar(
              world,
              scenario.seed() + " liar" + i,
              tricks(),
              honest.get(random.nextInt(honest.size())),
              scenario.chainAdsMax());
      liars.add(liar);
      ids.add(liar.id());
    }
    world.members(ids);
  }

  private Set<Liar.Trick> tricks() {
    Set<Liar.Trick> tricks = EnumSet.of(Liar.Trick.HONEST);
    int count = 2 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      Liar.Trick[] all = Liar.Trick.values();
      boolean unused = tricks.add(all[random.nextInt(all.length)]);
    }
    return tricks;
  }

  /** What a run showed. */
  record Result(
      Scenario scenario,
      long convergenceMillis,
      long chaosMessages,
      long messages,
      long bytes,
      long steps,
      Map<PeerId, Cid> map,
      Map<String, Integer> counts) {
    @Override
    public String toString() {
      return "%d instances, %d liars, seed %d: converged after %.1f s with %,d messages, %,d bytes"
          .formatted(
              scenario.instances(),
              scenario.liars(),
              scenario.seed(),
              convergenceMillis / 1000.0,
              messages,
              bytes);
    }
  }

  /** For members whose tricks are given. */
  Simulation(Scenario scenario, Set<Liar.Trick> tricks) {
    this(scenario);
    VirtualInstance model = honest.getFirst();
    liars.add(new Liar(world, scenario.seed() + " liar", tricks, model, scenario.chainAdsMax()));
    List<PeerId> ids = new ArrayList<>();
    honest.forEach(one -> ids.add(one.id()));
    liars.forEach(one -> ids.add(one.id()));
    world.members(ids);
  }

  void start() {
    for (VirtualInstance instance : honest) {
      world.time.after(random.nextInt(5_000), instance::start);
    }
  }

  Result run() {
    start();
    world.chaos.set(2, 10);
    for (int i = 0; i < scenario.events(); i++) {
      world.time.after(
          random.nextInt((int) scenario.chaosMillis()), () -> happen(random.nextInt(100)));
    }
    advance(scenario.chaosMillis());
    long chaosMessages = world.wire.messages();
    long chaosBytes = world.wire.bytes();
    calm();
    long convergenceMillis = converge();
    return new Result(
        scenario,
        convergenceMillis,
        chaosMessages,
        world.wire.messages() - chaosMessages,
        world.wire.bytes() - chaosBytes,
        world.time.steps(),
        mapOf(honest.getFirst()),
        world.oracle.counts());
  }

  /** Waits until all honest maps are equal, and complete; says how long that took. */
  long converge() {
    long since = world.time.now();
    while (world.time.now() < since + CALM_MILLIS_MAX && !isConverged()) {
      advance(100);
    }
    final long millis = world.time.now() - since;
    verify();
    advance(ROWS_MILLIS);
    verifyRows();
    return millis;
  }

  void advance(long millis) {
    long until = world.time.now() + millis;
    while (world.time.step(until)) {
      // One thing after the other.
    }
  }

  private void happen(int dice) {
    VirtualInstance one = honest.get(random.nextInt(honest.size()));
    if (dice < 60) {
      int count = random.nextInt(10) == 0 ? 1 + random.nextInt(60) : 1;
      for (int i = 0; i < count; i++) {
        boolean unused = one.publish();
      }
    } else if (dice < 70) {
      world.oracle.count("cut");
      Set<PeerId> side = new HashSet<>();
      honest.forEach(
          instance -> {
            if (random.nextBoolean()) {
              side.add(instance.id());
            }
          });
      world.wire.cut(side);
    } else if (dice < 84) {
      world.oracle.count("heal");
      world.wire.heal();
    } else if (dice < 92) {
      one.killAndRestart();
    } else {
      world.wire.setLoss(random.nextInt(20), 1 + random.nextInt(1_000));
    }
  }

  /** Nothing goes wrong any more, but that the liars go on lying. */
  void calm() {
    world.chaos.calm();
    world.wire.heal();
    world.wire.setLoss(0, 60);
    honest.forEach(VirtualInstance::start);
  }

  boolean isConverged() {
    Map<PeerId, Cid> first = mapOf(honest.getFirst());
    for (VirtualInstance instance : honest) {
      if (!instance.isUp() || !mapOf(instance).equals(first)) {
        return false;
      }
      var own = instance.database.providers.get(instance.source);
      if (own != null && !own.last().equals(first.get(instance.source))) {
        return false;
      }
      if (instance.database.isChanged()) {
        return false;
      }
    }
    return true;
  }

  static Map<PeerId, Cid> mapOf(VirtualInstance instance) {
    Map<PeerId, Cid> map = new TreeMap<>();
    instance.database.providers.forEach((id, entry) -> map.put(id, entry.last()));
    return map;
  }

  private void verify() {
    Map<PeerId, Cid> first = mapOf(honest.getFirst());
    for (VirtualInstance instance : honest) {
      Map<PeerId, Cid> map = mapOf(instance);
      GroupNode node = instance.node();
      Oracle.check(
          node != null && map.equals(first),
          "maps differ: " + difference(first, map) + " works " + instance.database.work.keySet());
      Oracle.check(
          node.providers().equals(instance.database.providers), "memory is not the database");
      Oracle.check(
          instance.database.evidence.keySet().stream()
              .allMatch(id -> liars.stream().anyMatch(liar -> liar.id().equals(id))),
          "an honest instance was accused");
    }
  }

  /** What an instance thinks of a member survives it. */
  private void verifyRows() {
    for (VirtualInstance instance : honest) {
      GroupNode node = instance.node();
      if (node != null) {
        node.figures()
            .members()
            .forEach(
                (id, phase) -> {
                  MemberRow row = instance.database.members.get(id);
                  Oracle.check(
                      phase.isTrusted() == (row == null || row.phase().isTrusted()),
                      "a member is " + phase + ", its row " + row);
                });
      }
    }
  }

  private static String difference(Map<PeerId, Cid> one, Map<PeerId, Cid> other) {
    Map<PeerId, String> differing = new TreeMap<>();
    Set<PeerId> keys = new HashSet<>(one.keySet());
    keys.addAll(other.keySet());
    for (PeerId key : keys) {
      if (one.get(key) == null || !one.get(key).equals(other.get(key))) {
        differing.put(key, one.get(key) + " / " + other.get(key));
      }
    }
    return differing.toString();
  }
}
