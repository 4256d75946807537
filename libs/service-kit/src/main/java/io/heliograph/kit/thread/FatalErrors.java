package io.heliograph.kit.thread;

import org.jboss.logging.Logger;

/**
 * Ends the process on an {@code Error}. After one the state of objects is unknown: a process that
 * ends is restarted, one that goes on half may answer wrongly. Thread-safe.
 */
public final class FatalErrors {
  /** The exit code, EX_SOFTWARE of sysexits. */
  public static final int EXIT_CODE = 70;

  private static final Logger LOG = Logger.getLogger(FatalErrors.class);

  private FatalErrors() {}

  /** Returns when the failure is no {@code Error}; otherwise logs it and ends the process. */
  public static void check(Throwable failure) {
    if (failure instanceof Error error) {
      exit(error);
    }
  }

  /** Logs the error and ends the process, without the hooks that might wait for its victims. */
  public static void exit(Throwable error) {
    try {
      LOG.errorf(error, "fatal error, exiting thread=%s", Thread.currentThread().getName());
    } finally {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }
}
