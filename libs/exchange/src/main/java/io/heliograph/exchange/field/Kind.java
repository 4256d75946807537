package io.heliograph.exchange.field;

import java.util.Optional;

/** What a message is: events have 82 fields, reports 10. */
public enum Kind {
  /** What was observed. */
  EVENT("event", "Event"),
  /** What a collector fetched, not yet parsed. */
  REPORT("report", "Report");

  private final String wire;
  private final String pythonClass;

  Kind(String wire, String pythonClass) {
    this.wire = wire;
    this.pythonClass = pythonClass;
  }

  /** As envelopes say it, in lower case. */
  public String wire() {
    return wire;
  }

  /** As IntelMQ's {@code __type} says it. */
  public String pythonClass() {
    return pythonClass;
  }

  /** The kind that an envelope names; case counts. */
  public static Optional<Kind> ofWire(String wire) {
    for (Kind kind : values()) {
      if (kind.wire.equals(wire)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** The kind that {@code __type} names; case counts. */
  public static Optional<Kind> ofPythonClass(String name) {
    for (Kind kind : values()) {
      if (kind.pythonClass.equals(name)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
