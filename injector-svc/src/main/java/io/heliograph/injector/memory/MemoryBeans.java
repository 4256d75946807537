package io.heliograph.injector.memory;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the plan for the heap that this process has; without one that fits there is no start. */
final class MemoryBeans {

  @Produces
  @Singleton
  MemoryPlan plan() {
    return new MemoryPlan(Runtime.getRuntime().maxMemory());
  }
}
