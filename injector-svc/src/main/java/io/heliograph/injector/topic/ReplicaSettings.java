package io.heliograph.injector.topic;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The replica of the injector that this process is. */
@ConfigMapping(prefix = "hub.injector")
public interface ReplicaSettings {
  /** Ordinal of this replica, from 0; stable over restarts and never shared by two. */
  @WithDefault("0")
  int slot();

  /**
   * {@code transaction.timeout.ms}: how long readers of its partitions wait when this process dies
   * within a transaction and no other takes its place.
   */
  @WithDefault("PT4S")
  Duration transactionTimeout();
}
