package io.heliograph.exchange.envelope;

import java.util.Locale;
import java.util.Optional;

/** How a message is laid out. */
public enum Shape {
  /** {@code meta} and {@code payload}: the proposal's, and what we send unless asked. */
  NESTED,
  /** {@code format}, {@code version}, {@code type} beside {@code meta}: the decision of 2022. */
  AIL,
  /** An IntelMQ 2.x message without an envelope. */
  FLAT;

  /** As answers and {@code ?shape=} name it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The shape of that name. */
  public static Optional<Shape> named(String name) {
    for (Shape shape : values()) {
      if (shape.wire().equals(name)) {
        return Optional.of(shape);
      }
    }
    return Optional.empty();
  }
}
