package io.heliograph.coordinator.fetch;

import io.heliograph.coordinator.subscription.Subscription;

/** Is told what each subscription costs: its walks along the log, with its filters. Thread-safe. */
@FunctionalInterface
public interface ScanCosts {
  /** A take of that subscription held an event loop for so long. */
  void scanned(Subscription subscription, long nanos);
}
