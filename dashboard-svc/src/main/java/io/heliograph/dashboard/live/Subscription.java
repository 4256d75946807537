package io.heliograph.dashboard.live;

import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one subscription to a server, never two. An attempt is current from its beginning until it
 * is down, whichever of its signals says so first (failure, end, silence); it is closed then, later
 * signals of it are ignored, and the next attempt begins after a back-off. Decisions only: no
 * clock, no client. Single-threaded; {@link #isUp()} may be read by others.
 */
final class Subscription {
  private final Server server;
  private final Timer timer;
  private final Settings settings;
  private volatile boolean up;
  private @Nullable Attempt current;
  private boolean stopped;
  private int failures;

  /** Where to subscribe. */
  interface Server {
    /**
     * Begins to connect and to subscribe.
     *
     * @param attempt is told what happens, any number of times
     */
    Connection connect(Attempt attempt);
  }

  /** What an attempt holds of the server. */
  interface Connection {
    /** Asks for a sign of life, which {@link Attempt#heard()} reports. */
    void ping();

    /** Closes it, also while it is still being made. */
    void close();
  }

  /** Runs something once, later. */
  interface Timer {
    void after(long millis, Runnable then);
  }

  /**
   * Times, in milliseconds.
   *
   * @param watchMillis an attempt that is not heard for one to two of these is down
   * @param pauseMillis the pause before the second attempt; it doubles with each failure
   * @param pauseMillisMax the longest pause
   * @param jitter makes a random number from zero to below its argument
   */
  record Settings(
      long watchMillis, long pauseMillis, long pauseMillisMax, LongUnaryOperator jitter) {

    long pause(int failures) {
      long doubled = pauseMillis << Math.min(failures - 1, 20);
      long pause = Math.min(doubled, pauseMillisMax);
      return pause + jitter.applyAsLong(pause / 4 + 1);
    }
  }

  Subscription(Server server, Timer timer, Settings settings) {
    this.server = server;
    this.timer = timer;
    this.settings = settings;
  }

  /** Whether the server confirmed the current subscription and was heard lately. */
  boolean isUp() {
    return up;
  }

  void start() {
    if (stopped || current != null) {
      return;
    }
    Attempt attempt = new Attempt();
    current = attempt;
    attempt.begin();
  }

  void stop() {
    stopped = true;
    Attempt last = current;
    if (last != null) {
      last.end();
    }
  }

  /** One try, and what becomes of it. */
  final class Attempt {
    private @Nullable Connection connection;
    private boolean heard;

    private void begin() {
      Connection made = server.connect(this);
      connection = made;
      if (isCurrent()) {
        watch();
      } else {
        made.close();
      }
    }

    /** False when another one took its place, or none is wanted: what it brings does not count. */
    boolean isCurrent() {
      return current == this;
    }

    /** The server confirmed the subscription. */
    void subscribed() {
      if (isCurrent()) {
        failures = 0;
        heard = true;
        up = true;
      }
    }

    /** Something came. */
    void heard() {
      heard = true;
    }

    /** It failed or ended. */
    void down() {
      if (!isCurrent()) {
        return;
      }
      end();
      failures++;
      timer.after(settings.pause(failures), Subscription.this::start);
    }

    private void end() {
      current = null;
      up = false;
      Connection held = connection;
      if (held != null) {
        held.close();
      }
    }

    private void watch() {
      timer.after(settings.watchMillis(), this::look);
    }

    private void look() {
      Connection held = connection;
      if (!isCurrent() || held == null) {
        return;
      }
      if (heard) {
        heard = false;
        held.ping();
        watch();
      } else {
        down();
      }
    }
  }
}
