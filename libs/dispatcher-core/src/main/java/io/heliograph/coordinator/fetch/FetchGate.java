package io.heliograph.coordinator.fetch;

/** Says whether events may be handed out: only while our ownership is confirmed (D9). */
@FunctionalInterface
public interface FetchGate {
  boolean open();
}
