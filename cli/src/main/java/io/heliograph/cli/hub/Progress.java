package io.heliograph.cli.hub;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tells the user what happens now, and that a long step is still alive. */
public final class Progress {

  private static final long REMIND_SECONDS = 5;
  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintWriter out;

  public Progress(PrintWriter out) {
    this.out = out;
  }

  /** One line, at once. */
  public synchronized void say(String line) {
    out.println(line);
    out.flush();
  }

  /** Runs the step, repeats its name every five seconds and says how long it took. */
  public <T> T step(String name, Supplier<T> step) {
    say(name + " ...");
    long beginNanos = System.nanoTime();
    try (ScheduledExecutorService reminder =
        Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory())) {
      var unused =
          reminder.scheduleAtFixedRate(
              () -> say(name + " ... " + elapsed(beginNanos)),
              REMIND_SECONDS,
              REMIND_SECONDS,
              TimeUnit.SECONDS);
      try {
        return step.get();
      } finally {
        reminder.shutdownNow();
        say(name + ": " + elapsed(beginNanos));
      }
    }
  }

  private static String elapsed(long beginNanos) {
    return String.format(
        Locale.ROOT, "%.1f s", (System.nanoTime() - beginNanos) / NANOS_PER_SECOND);
  }
}
