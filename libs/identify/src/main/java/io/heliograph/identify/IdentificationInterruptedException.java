package io.heliograph.identify;

import java.io.Serial;

/** The identifying thread was interrupted: its time was over. */
public final class IdentificationInterruptedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  IdentificationInterruptedException() {
    super("identification was interrupted");
  }

  /** To be called at each step: the only way in which a time limit can end a look. */
  static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new IdentificationInterruptedException();
    }
  }
}
