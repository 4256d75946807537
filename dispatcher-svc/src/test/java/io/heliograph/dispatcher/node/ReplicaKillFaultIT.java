package io.heliograph.dispatcher.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.HubClient;
import io.heliograph.testkit.HubCluster;
import io.heliograph.testkit.HubProcess;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Of three replicas behind a plain proxy one is killed and one stopped while forty workers ask:
 * nothing is lost, nothing comes back, no worker starves. A failure keeps the logs and tells what
 * the replicas hold.
 */
@Tag("processes")
@Tag("faults")
class ReplicaKillFaultIT {
  private static final String SOURCE = "reporting";
  private static final int WORKERS = 40;

  private final HubClient client = new HubClient();

  @Test
  void shouldLoseNothingWhenOneIsKilledAndOneStoppedUnderLoad(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
    try (HubCluster cluster = HubCluster.start(3, folder);
        RoundRobinProxy proxy =
            new RoundRobinProxy(cluster.hubs().stream().map(HubProcess::url).toList())) {
      List<HubProcess> hubs = cluster.hubs();
      ReplicaLoad load = new ReplicaLoad(proxy.url(), hubs, SOURCE);
      load.start(WORKERS);
      Set<String> published = new HashSet<>(publish(hubs.get(2)));
      load.awaitCompleted(published, 100);
      hubs.get(0).kill();
      long killedNanos = System.nanoTime();
      published.addAll(publish(hubs.get(2)));
      load.awaitCompleted(published, published.size());
      System.out.printf(
          "longest time without a completed task after the kill: %d ms%n",
          load.longestGapSince(killedNanos).toMillis());
      published.addAll(publish(hubs.get(2)));
      hubs.get(1).signal("TERM");
      published.addAll(publish(hubs.get(2)));
      load.awaitCompleted(published, published.size());
      load.stop();

      assertThat(load.completed()).containsAll(published);
      assertThat(load.cameBack()).as("completed events that came back").isEmpty();
      assertThat(load.doubles(killedNanos)).as("handed out twice without a reason").isEmpty();
      assertThat(load.idleWorkers()).as("workers that got nothing").isEmpty();
    }
  }

  private Set<String> publish(HubProcess hub) throws InterruptedException {
    return client.publishFiles(hub.url(), SOURCE, 400);
  }
}
