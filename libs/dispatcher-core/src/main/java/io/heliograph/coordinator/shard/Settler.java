package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.cursor.LeaseProof;
import io.heliograph.coordinator.subscription.SubscriptionSpec;

/**
 * Who says something about a lease (contract dispatcher.md part 1 row 33). A plugin of several
 * parts posts what each part says as {@code NAME-part}, with {@code VERSION-part} when the part has
 * a version of its own, and with the locator of the one lease.
 */
enum Settler {
  /** The plugin that got the lease. */
  ITSELF,
  /** A part of it. */
  PART,
  SOMEBODY;

  static Settler of(SubscriptionSpec plugin, StatusSignal signal) {
    String version = signal.authorVersion();
    // Statuses stored before there were digests do not name a version.
    boolean unnamed =
        version.isEmpty() && !(signal.delivery().proof() instanceof LeaseProof.Digest);
    boolean sameVersion = unnamed || version.equals(plugin.version());
    if (signal.author().equals(plugin.name())) {
      return sameVersion ? ITSELF : SOMEBODY;
    }
    boolean part =
        signal.author().startsWith(plugin.name() + '-')
            && (sameVersion || version.startsWith(plugin.version() + '-'));
    return part ? PART : SOMEBODY;
  }

  /**
   * Whether what a part says counts for the plugin: that it is still at work, and that it was
   * killed with all its parts. Its other final statuses are about that part alone.
   */
  static boolean countsForThePlugin(StatusSignal signal) {
    return signal.kind() == StatusSignal.Kind.HEARTBEAT
        || signal.status().equals("error-timeout")
        || signal.status().equals("error-out-of-memory");
  }
}
