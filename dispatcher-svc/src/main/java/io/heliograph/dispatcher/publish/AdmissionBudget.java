package io.heliograph.dispatcher.publish;

import io.heliograph.kit.limit.ByteBudget;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * The budget of bytes that publications hold in this process: bodies, what is made of them, and
 * answers that are not written yet (D7). Thread-safe.
 */
@Singleton
public final class AdmissionBudget {
  private final ByteBudget budget;

  @Inject
  AdmissionBudget(PublishSettings settings) {
    this(bytesMax(settings.inFlightBytesMax(), Runtime.getRuntime().maxMemory()));
  }

  AdmissionBudget(long bytesMax) {
    this.budget = new ByteBudget(bytesMax);
  }

  /** The setting, or three eighths of the heap where it is 0. */
  static long bytesMax(long setting, long heapBytes) {
    return setting > 0 ? setting : heapBytes / 8 * 3;
  }

  ByteBudget budget() {
    return budget;
  }

  /** The bound in bytes: this budget's part of the heap. */
  public long bytesMax() {
    return budget.bytesMax();
  }

  /** How many are taken. */
  long taken() {
    return budget.taken();
  }
}
