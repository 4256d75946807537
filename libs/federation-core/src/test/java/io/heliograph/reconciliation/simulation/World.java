package io.heliograph.reconciliation.simulation;

import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.member.EpochUnit;
import io.heliograph.reconciliation.node.NodeSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** What all instances of a run share. */
final class World {
  final VirtualTime time = new VirtualTime();
  final Random random;
  final Wire wire;
  final Chaos chaos;
  final Oracle oracle = new Oracle();

  /** Who publishes a provider's chain. */
  final Map<PeerId, PeerId> publishers = new HashMap<>();

  final Function<PeerId, NodeSettings> settings;
  private List<PeerId> members = List.of();

  World(long seed, Function<PeerId, NodeSettings> settings) {
    random = new Random(seed);
    wire = new Wire(time, random);
    chaos = new Chaos(random);
    this.settings = settings;
  }

  void members(List<PeerId> ids) {
    members = List.copyOf(ids);
  }

  /** The member file of one of them. */
  Map<PeerId, EpochUnit> listedBy(PeerId self) {
    Map<PeerId, EpochUnit> units = new HashMap<>();
    members.stream().filter(id -> !id.equals(self)).forEach(id -> units.put(id, EpochUnit.SECONDS));
    return units;
  }
}
