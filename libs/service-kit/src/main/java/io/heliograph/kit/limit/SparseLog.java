package io.heliograph.kit.limit;

import io.heliograph.kit.limit.LogWindows.Admission;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Logs what goes wrong while clients are served once per kind and minute, with a count of what was
 * left out, so that repeated requests do not fill a disk. For refusals of one client there is
 * {@link RefusalLog}. Thread-safe.
 */
public final class SparseLog {
  private static final int KINDS_MAX = 200;
  private static final String OTHER = "other";

  /** Takes a line; {@link Logger#log(Logger.Level, Object, Throwable)} without its overloads. */
  @FunctionalInterface
  interface Lines {
    void log(Logger.Level level, String line, @Nullable Throwable failure);
  }

  private final Lines lines;
  private final LogWindows<Kind> windows;

  private record Kind(Logger.Level level, String name) {}

  /**
   * A log.
   *
   * @param logger takes the lines
   */
  public SparseLog(Logger logger) {
    this(logger::log, System::nanoTime);
  }

  SparseLog(Lines lines, LongSupplier nanoTime) {
    this.lines = lines;
    this.windows = new LogWindows<>(nanoTime, KINDS_MAX, kind -> new Kind(kind.level, OTHER));
  }

  /**
   * Tells of a failure with its stack trace, as an error.
   *
   * @param what was done
   * @param failure its class and the place where it was thrown are the kind
   */
  public void failed(String what, Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    String place = trace.length == 0 ? "" : trace[0].toString();
    told(
        Logger.Level.ERROR,
        what + ' ' + failure.getClass().getName() + ' ' + place,
        () -> what,
        failure);
  }

  /**
   * Tells of something as a warning.
   *
   * @param kind one of a fixed set
   * @param line the text, asked for only when it is logged; of bounded length
   */
  public void warn(String kind, Supplier<String> line) {
    told(Logger.Level.WARN, kind, line, null);
  }

  /** Tells of something as {@link #warn} does, as an error. */
  public void error(String kind, Supplier<String> line) {
    told(Logger.Level.ERROR, kind, line, null);
  }

  /** Tells of something as {@link #warn} does, as information. */
  public void info(String kind, Supplier<String> line) {
    told(Logger.Level.INFO, kind, line, null);
  }

  private void told(
      Logger.Level level, String kind, Supplier<String> line, @Nullable Throwable failure) {
    Admission<Kind> admission = windows.admit(new Kind(level, kind));
    String more = "";
    for (LogWindows.LeftOut<Kind> over : admission.over()) {
      if (over.key().equals(admission.key())) {
        more = " more=" + over.count();
      } else {
        lines.log(
            over.key().level,
            "log lines suppressed kind=" + over.key().name + " more=" + over.count(),
            null);
      }
    }
    if (admission.through()) {
      lines.log(level, line.get() + more, failure);
    }
  }
}
