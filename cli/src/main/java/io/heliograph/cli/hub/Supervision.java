package io.heliograph.cli.hub;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Decides when parts that ended start again and when to give up: a plain state machine on its
 * caller's clock (a monotonic one, in nanoseconds), used by one thread. Servers start before the
 * services that need them.
 */
final class Supervision {

  /** A part as the caller sees it now. */
  record Seen(String name, boolean server, boolean alive, boolean down) {}

  /**
   * How patient it is.
   *
   * @param first the wait before the first start; each further one is twice as long
   * @param longest the longest wait
   * @param restartsMax how many restarts of a part fit into the window
   * @param window how long a restart counts
   * @param serversWait how long a service that is due waits for servers that do not answer
   */
  record Limits(
      Duration first, Duration longest, int restartsMax, Duration window, Duration serversWait) {

    /** 1, 2, 4 … 30 s, five times in 10 minutes. */
    static final Limits USUAL = startingAfter(Duration.ofSeconds(1));

    static Limits startingAfter(Duration first) {
      return new Limits(
          first, Duration.ofSeconds(30), 5, Duration.ofMinutes(10), Duration.ofSeconds(20));
    }
  }

  /** What is to be done. */
  sealed interface Decision {

    /** The part. */
    String name();

    /** The part has ended; it starts again after the wait. Told once. */
    record Wait(String name, Duration delay) implements Decision {}

    /** Start it now; it is the restart of that number within the window. */
    record Start(String name, int restart) implements Decision {}

    /** Leave it; told again until the caller sees the part as down. */
    record GiveUp(String name, int restarts) implements Decision {}
  }

  private final Limits limits;
  private final Map<String, History> histories = new HashMap<>();

  Supervision(Limits limits) {
    this.limits = limits;
  }

  /** What is known of one part. */
  private static final class History {
    final Deque<Long> restartsNanos = new ArrayDeque<>();
    boolean ended;
    long dueNanos;
  }

  /**
   * What to do now.
   *
   * @param nowNanos the caller's clock
   * @param parts every part but the supervisor
   * @param serves whether the server of that name answers; asked only when a service is due
   */
  List<Decision> look(long nowNanos, List<Seen> parts, Predicate<String> serves) {
    List<Decision> decisions = new ArrayList<>();
    for (Seen part : parts) {
      if (part.server()) {
        decide(nowNanos, part, true, decisions);
      }
    }
    boolean known = false;
    boolean served = false;
    for (Seen part : parts) {
      if (part.server()) {
        continue;
      }
      if (!known && isDue(nowNanos, part)) {
        known = true;
        served = parts.stream().allMatch(other -> isNoHindrance(other, serves));
      }
      decide(nowNanos, part, served, decisions);
    }
    return decisions;
  }

  /** A server that was given up is not waited for: the service says what it lacks. */
  private static boolean isNoHindrance(Seen part, Predicate<String> serves) {
    return !part.server() || part.down() || (part.alive() && serves.test(part.name()));
  }

  private boolean isDue(long nowNanos, Seen part) {
    History history = histories.get(part.name());
    return !part.alive() && history != null && history.ended && nowNanos - history.dueNanos >= 0;
  }

  private void decide(long nowNanos, Seen part, boolean served, List<Decision> decisions) {
    if (part.alive() || part.down()) {
      histories.computeIfPresent(
          part.name(),
          (name, history) -> {
            history.ended = false;
            return history;
          });
      return;
    }
    History history = histories.computeIfAbsent(part.name(), name -> new History());
    while (!history.restartsNanos.isEmpty()
        && nowNanos - history.restartsNanos.getFirst() >= limits.window().toNanos()) {
      history.restartsNanos.removeFirst();
    }
    int restarts = history.restartsNanos.size();
    if (!history.ended && restarts >= limits.restartsMax()) {
      decisions.add(new Decision.GiveUp(part.name(), restarts));
      return;
    }
    if (!history.ended) {
      Duration wait = waitBefore(restarts);
      history.ended = true;
      history.dueNanos = nowNanos + wait.toNanos();
      decisions.add(new Decision.Wait(part.name(), wait));
    }
    boolean patient = nowNanos - history.dueNanos < limits.serversWait().toNanos();
    if (nowNanos - history.dueNanos >= 0 && (served || !patient)) {
      history.ended = false;
      history.restartsNanos.addLast(nowNanos);
      decisions.add(new Decision.Start(part.name(), restarts + 1));
    }
  }

  private Duration waitBefore(int restarts) {
    Duration wait = limits.first().multipliedBy(1L << Math.min(restarts, 20));
    return wait.compareTo(limits.longest()) > 0 ? limits.longest() : wait;
  }
}
