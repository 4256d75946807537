package io.heliograph.kit.limit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Logs what goes wrong while clients are served once per kind and minute, with a count of what was
 * left out, so that nobody fills a disk by asking again. For refusals of one client there is {@link
 * RefusalLog}. Thread-safe.
 */
public final class SparseLog {
  private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int KINDS_MAX = 200;
  private static final String OTHER = "other";

  /** Takes a line; {@link Logger#log(Logger.Level, Object, Throwable)} without its overloads. */
  @FunctionalInterface
  interface Lines {
    void log(Logger.Level level, String line, @Nullable Throwable failure);
  }

  private final Lines lines;
  private final LongSupplier nanoTime;
  private final Map<String, Window> windows = new LinkedHashMap<>();

  /** A window of one kind. */
  private static final class Window {
    private long begunNanos;
    private long leftOut;

    Window(long begunNanos) {
      this.begunNanos = begunNanos;
    }
  }

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
    this.nanoTime = nanoTime;
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
    told(Logger.Level.ERROR, what + failure.getClass().getName() + place, () -> what, failure);
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
    long leftOut = admitted(kind);
    if (leftOut >= 0) {
      String text = line.get();
      lines.log(level, leftOut == 0 ? text : text + " more=" + leftOut, failure);
    }
  }

  /** How many were left out since the last line of the kind; -1 when this one is left out too. */
  private long admitted(String kind) {
    synchronized (windows) {
      long now = nanoTime.getAsLong();
      String key = windows.containsKey(kind) || windows.size() < KINDS_MAX ? kind : OTHER;
      Window window = windows.get(key);
      if (window == null) {
        windows.put(key, new Window(now));
        return 0;
      }
      if (now - window.begunNanos < WINDOW_NANOS) {
        window.leftOut++;
        return -1;
      }
      long leftOut = window.leftOut;
      window.begunNanos = now;
      window.leftOut = 0;
      return leftOut;
    }
  }
}
