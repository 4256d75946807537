package io.heliograph.injector.topic;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Which of several replicas this process is. */
@ConfigMapping(prefix = "hub.injector")
public interface ReplicaSettings {
  /** The number of this replica, from 0, stable over restarts and never shared by two. */
  @WithDefault("0")
  int slot();

  /**
   * How long Kafka lets a transaction stand that nobody ends: so long readers of its partitions
   * wait when this process dies within one and nobody takes its place.
   */
  @WithDefault("PT4S")
  Duration transactionTimeout();
}
