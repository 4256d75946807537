package io.heliograph.coordinator.cluster;

import io.heliograph.coordinator.fetch.Confirmation;
import io.heliograph.coordinator.fetch.EventProvider;
import io.heliograph.coordinator.fetch.PinnedBytes;
import io.heliograph.coordinator.fetch.RemoteProviders;
import io.heliograph.coordinator.runtime.Waits;
import io.heliograph.coordinator.shard.Settlement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Lets fetches take events from the other replicas. */
public record ReplicaProviders(RemoteReplicas replicas, PinnedBytes pinned, Waits waits)
    implements RemoteProviders {
  @Override
  public String process() {
    return replicas.process();
  }

  @Override
  public Supplier<List<EventProvider>> forFetch(String query) {
    Map<RemoteReplica, RemoteProvider> known = new HashMap<>();
    return () -> {
      List<EventProvider> present = new ArrayList<>();
      for (RemoteReplica replica : replicas.present()) {
        present.add(
            known.computeIfAbsent(replica, met -> new RemoteProvider(met, pinned, query, waits)));
      }
      return present;
    };
  }

  @Override
  public void confirmed(long batch) {
    replicas.present().forEach(replica -> replica.settle(batch, Settlement.CONFIRMED, List.of()));
  }

  @Override
  public void confirm(String process, Confirmation confirmation) {
    replicas.confirm(process, confirmation);
  }
}
