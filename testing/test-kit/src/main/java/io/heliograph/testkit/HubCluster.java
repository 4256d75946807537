package io.heliograph.testkit;

import io.heliograph.local.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** Some replicas over one log, which know of each other. */
public final class HubCluster implements AutoCloseable {
  private static final String SOURCES =
      """
      sources:
        testing: {kafka: {numpartitions: 6}}
        incidents: {kafka: {numpartitions: 6}}
        reporting: {kafka: {numpartitions: 6}}
      """;

  private final LocalStack stack = LocalStack.start(LocalStack.options().kafka());
  private final List<HubProcess> hubs = new ArrayList<>();

  private HubCluster() {}

  /** Starts so many, and returns when each serves what any of them owns. */
  public static HubCluster start(int replicas, Path folder) throws IOException {
    Path sources = Files.writeString(folder.resolve("sources.yaml"), SOURCES);
    HubCluster cluster = new HubCluster();
    boolean started = false;
    try {
      cluster.startAll(replicas, folder, "hub.sources.file=" + sources);
      started = true;
      return cluster;
    } finally {
      if (!started) {
        cluster.close();
      }
    }
  }

  private void startAll(int replicas, Path folder, String sources) {
    for (int slot = 0; slot < replicas; slot++) {
      HubProcess hub =
          new HubProcess(
              stack.kafka().bootstrap(),
              slot,
              folder,
              "hub.cluster.secret=between-us",
              // Their tests keep no files.
              "hub.content.local-shared=true",
              sources);
      hubs.add(hub.start());
      // The first one makes the topics.
      hub.awaitReady();
    }
    for (HubProcess hub : hubs) {
      Awaitility.await("knows the others, see " + hub.log())
          .atMost(Duration.ofSeconds(30))
          .until(() -> hub.logText().split(" joined", -1).length >= replicas);
    }
  }

  /** The replicas, in the order of their slots. */
  public List<HubProcess> hubs() {
    return hubs;
  }

  @Override
  public void close() {
    hubs.forEach(HubProcess::close);
    stack.close();
  }
}
