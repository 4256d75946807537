package io.heliograph.gjson;

/**
 * A cap of {@link Limits} was reached. It is the only exception of this package; it carries the
 * name of the cap and no part of the path or the document.
 */
public final class LimitExceededException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the cap that was reached and its value. */
  LimitExceededException(String limit, long value) {
    // No stack trace: a hostile filter must not make the hub pay for one with each event.
    super("GJSON limit " + limit + " (" + value + ") exceeded", null, false, false);
  }
}
