package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.log.LogRecord;
import io.heliograph.coordinator.subscription.SubscriptionSpec;

/**
 * Brings about what a remembered completion needs before its results can be published in place of a
 * plugin's work. Thread-safe; no call blocks.
 */
@FunctionalInterface
public interface ReplayPreparer {
  /** The rejection that stands for: the plugin has done this work before. */
  String CACHED = "ReplayPluginCompletion-cached";

  /** How far it is. */
  enum Preparation {
    UNDER_WAY,
    DONE,
    /** It cannot be replayed, also not later: the plugin has to do the work. */
    FAILED
  }

  /** Starts the preparation at the first call and tells how far it is. */
  Preparation prepare(SubscriptionSpec plugin, LogRecord event);
}
