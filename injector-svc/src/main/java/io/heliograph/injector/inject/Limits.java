package io.heliograph.injector.inject;

import io.heliograph.injector.memory.MemoryPlan;

/**
 * How many children are enough.
 *
 * @param perRoot children that one event leads to, over all levels and transactions
 * @param perRootBytes of their JSON
 * @param perEventBytes of the children of one event, which are in memory at once
 */
record Limits(int perRoot, long perRootBytes, long perEventBytes) {
  static Limits of(InjectionSettings settings, MemoryPlan memory) {
    return new Limits(
        settings.perRootMax(),
        settings.perRootBytesMax(),
        memory.childrenOfOneEvent(settings.childrenBytesMax()));
  }

  /** The rule about roots, for error messages. */
  String perRootRule() {
    return "children of one root: at most %d of %d bytes in all (hub.injection.per-root-max, .per-root-bytes-max)"
        .formatted(perRoot, perRootBytes);
  }
}
