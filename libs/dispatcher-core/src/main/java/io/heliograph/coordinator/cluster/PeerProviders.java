package io.heliograph.coordinator.cluster;

import io.heliograph.coordinator.fetch.Confirmation;
import io.heliograph.coordinator.fetch.PinnedBytes;
import io.heliograph.coordinator.fetch.RemoteProviders;
import io.heliograph.coordinator.fetch.TakeTarget;
import io.heliograph.coordinator.runtime.Waits;
import io.heliograph.coordinator.shard.Settlement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Lets fetches take events from the other replicas. */
public record PeerProviders(Peers peers, PinnedBytes pinned, Waits waits)
    implements RemoteProviders {
  @Override
  public String process() {
    return peers.process();
  }

  @Override
  public Supplier<List<TakeTarget>> forFetch(String query) {
    Map<Peer, RemoteTarget> known = new HashMap<>();
    return () -> {
      List<TakeTarget> present = new ArrayList<>();
      for (Peer peer : peers.present()) {
        present.add(
            known.computeIfAbsent(peer, met -> new RemoteTarget(met, pinned, query, waits)));
      }
      return present;
    };
  }

  @Override
  public void confirmed(long batch) {
    peers.present().forEach(peer -> peer.settle(batch, Settlement.CONFIRMED, List.of()));
  }

  @Override
  public void confirm(String process, Confirmation confirmation) {
    peers.confirm(process, confirmation);
  }
}
