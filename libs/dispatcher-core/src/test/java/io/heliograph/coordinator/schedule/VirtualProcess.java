package io.heliograph.coordinator.schedule;

/** A process of the schedule: what belongs to it runs while it lives and is not frozen. */
final class VirtualProcess {
  final String name;
  boolean frozen;
  boolean dead;

  VirtualProcess(String name) {
    this.name = name;
  }

  boolean runs() {
    return !frozen && !dead;
  }
}
