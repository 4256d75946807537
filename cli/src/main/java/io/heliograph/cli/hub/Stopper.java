package io.heliograph.cli.hub;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Ends recorded processes: SIGTERM to all of a group at once, SIGKILL to those that stay. */
final class Stopper {

  private static final Duration TERM_LIMIT = Duration.ofSeconds(20);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
  private static final long POLL_NANOS = Duration.ofMillis(50).toNanos();

  private final StateFile state;
  private final Progress progress;

  Stopper(StateFile state, Progress progress) {
    this.state = state;
    this.progress = progress;
  }

  /**
   * The supervisor first, so that it starts nothing again; then services, so that each still finds
   * its servers while it says goodbye.
   */
  void stop(List<RunningPart> parts) {
    stopTogether(parts.stream().filter(RunningPart::isSupervisor).toList());
    stopTogether(parts.stream().filter(part -> !part.isServer() && !part.isSupervisor()).toList());
    stopTogether(parts.stream().filter(RunningPart::isServer).toList());
  }

  /** Ends the supervisor, which may have started parts again until now. */
  void stopSupervisor() {
    stopTogether(state.parts().stream().filter(RunningPart::isSupervisor).toList());
  }

  private void stopTogether(List<RunningPart> parts) {
    for (RunningPart part : parts) {
      if (part.isAlive()) {
        progress.say(part.name() + ": stopping process " + part.pid());
        ProcessHandle.of(part.pid()).ifPresent(ProcessHandle::destroy);
      }
    }
    for (RunningPart part : parts) {
      if (!endsWithin(part, TERM_LIMIT)) {
        progress.say(part.name() + ": does not end, killing it");
        ProcessHandle.of(part.pid()).ifPresent(Stopper::killWithDescendants);
        if (!endsWithin(part, KILL_LIMIT)) {
          throw new HubException(part.name() + ": process " + part.pid() + " survived SIGKILL");
        }
      }
      state.remove(part.name());
    }
  }

  private static void killWithDescendants(ProcessHandle handle) {
    List<ProcessHandle> descendants = handle.descendants().toList();
    handle.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  private static boolean endsWithin(RunningPart part, Duration limit) {
    long deadlineNanos = System.nanoTime() + limit.toNanos();
    while (part.isAlive()) {
      if (System.nanoTime() > deadlineNanos) {
        return false;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return true;
  }
}
