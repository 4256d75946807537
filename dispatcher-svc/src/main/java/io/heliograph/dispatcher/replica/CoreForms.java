package io.heliograph.dispatcher.replica;

import io.heliograph.dispatcher.log.CatchUpPace;
import io.heliograph.dispatcher.owner.CoreClock;
import io.heliograph.dispatcher.owner.CoreSettings;

/** What the core is made like, from the operator's settings. */
final class CoreForms {
  private CoreForms() {}

  static CatchUpPace catchUpPace(ReplicaSettings settings, CoreClock clock) {
    long bytesPerSecond =
        settings.catchUpBytesPerCore() * Runtime.getRuntime().availableProcessors();
    return new CatchUpPace(bytesPerSecond, clock::monotonicMillis, clock::wallMillis);
  }

  static CoreSettings coreSettings(ReplicaSettings settings) {
    return new CoreSettings(
        settings.lease().toMillis(),
        settings.attemptsMax(),
        settings.openItemsMax(),
        settings.sliceRecords(),
        settings.retryDelay().toMillis(),
        settings.dedupeRecords());
  }

  static int ownerThreads(ReplicaSettings settings) {
    return settings.ownerThreads() > 0
        ? settings.ownerThreads()
        : Runtime.getRuntime().availableProcessors();
  }
}
