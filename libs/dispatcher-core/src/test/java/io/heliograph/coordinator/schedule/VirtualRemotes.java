package io.heliograph.coordinator.schedule;

import io.heliograph.coordinator.cluster.RemoteReplica;
import io.heliograph.coordinator.cluster.RemoteReplicas;
import io.heliograph.coordinator.fetch.Confirmation;
import java.util.Collection;

/** The other replicas as one of them knows them, asked ten times a second what they have. */
final class VirtualRemotes implements RemoteReplicas {
  private static final long LOOK_MILLIS = 100;

  private final VirtualReplica here;
  private final VirtualThreads time;

  VirtualRemotes(VirtualReplica here, VirtualThreads time) {
    this.here = here;
    this.time = time;
  }

  void start() {
    here.others().forEach(VirtualRemote::look);
    time.after(here.process, LOOK_MILLIS, this::start);
  }

  @Override
  public Collection<? extends RemoteReplica> present() {
    return here.others();
  }

  @Override
  public String process() {
    return here.process.name.replace('-', '.');
  }

  @Override
  public void confirm(String process, Confirmation confirmation) {
    for (VirtualRemote replica : here.others()) {
      if (replica.isNamed(process)) {
        replica.confirm(confirmation);
      }
    }
  }
}
