package io.heliograph.reconciliation.provider;

import io.heliograph.ipni.multiformat.PeerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * In which order mirrors are asked for an advertisement: at random, the quick ones more often
 * first, so that the load spreads (contract federation.md, section 3.5). The publisher comes after
 * all mirrors. Pure.
 */
public final class SourceOrder {
  private SourceOrder() {}

  /**
   * A member that claims to have the advertisement.
   *
   * @param latencyMillis how long its answers took of late
   */
  public record Mirror(PeerId member, long latencyMillis) {}

  /** A random order in which each mirror's chance to be next falls with its latency. */
  public static List<PeerId> of(List<Mirror> mirrors, RandomGenerator random) {
    record Drawn(PeerId member, double key) {}
    List<Drawn> drawn = new ArrayList<>();
    for (Mirror mirror : mirrors) {
      // The smallest of exponential draws of rate w comes first with probability w / sum.
      double weight = 1.0 / Math.max(1, mirror.latencyMillis());
      drawn.add(new Drawn(mirror.member(), -Math.log(1 - random.nextDouble()) / weight));
    }
    drawn.sort(Comparator.comparingDouble(Drawn::key));
    return drawn.stream().map(Drawn::member).toList();
  }
}
