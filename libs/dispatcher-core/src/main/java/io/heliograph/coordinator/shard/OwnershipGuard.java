package io.heliograph.coordinator.shard;

/** Says whether events may be handed out: only while our ownership is confirmed (D9). */
@FunctionalInterface
public interface OwnershipGuard {
  boolean open();
}
