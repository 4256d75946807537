package io.heliograph.exchange.envelope;

import io.heliograph.exchange.field.Kind;
import org.jspecify.annotations.Nullable;

/** What reading an envelope gives. */
public sealed interface Reading {
  /** A sound envelope; its fields may still have faults. */
  record Read(Envelope envelope) implements Reading {}

  /**
   * A refused one.
   *
   * @param refusal why
   * @param shape as far as it was read
   * @param kind as far as it was read
   * @param format as far as it was read
   */
  record Refused(
      Refusal refusal, @Nullable Shape shape, @Nullable Kind kind, @Nullable Format format)
      implements Reading {}
}
