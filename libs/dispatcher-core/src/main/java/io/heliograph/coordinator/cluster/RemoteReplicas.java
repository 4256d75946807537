package io.heliograph.coordinator.cluster;

import io.heliograph.coordinator.fetch.Confirmation;
import java.util.Collection;

/** The other replicas. Thread-safe. */
public interface RemoteReplicas {
  /** Those that are there now. */
  Collection<? extends RemoteReplica> present();

  /** Names this process among all replicas, also those of other times. */
  String process();

  /** Passes on the confirmation of a batch that the replica of that name answered. */
  void confirm(String process, Confirmation confirmation);
}
