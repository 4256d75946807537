package io.heliograph.cli.hub;

import io.heliograph.cli.hub.Supervision.Decision;
import io.heliograph.cli.hub.Supervision.Seen;
import io.heliograph.local.Child;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts parts of the hub again that ended, as {@link Supervision} decides, with the command that
 * they were started with; rotates all logs. Lives on the main thread of its process. Reads the
 * state file at each turn, and ends when that names another supervisor or none, so that one of a
 * hub that was forgotten does nothing.
 */
final class Supervisor {

  private static final long TURN_NANOS = Duration.ofMillis(250).toNanos();
  private static final long TROUBLE_NANOS = Duration.ofSeconds(5).toNanos();

  private final HubFolders folders;
  private final StateFile state;
  private final Supervision supervision;
  private final LogFiles logFiles;
  private final long pid = ProcessHandle.current().pid();

  Supervisor(HubFolders folders, Supervision.Limits limits, LogFiles logFiles) {
    this.folders = folders;
    this.state = new StateFile(folders);
    this.supervision = new Supervision(limits);
    this.logFiles = logFiles;
  }

  void run() {
    say("watching " + folders.state());
    while (true) {
      long pauseNanos = TURN_NANOS;
      try {
        if (!turn()) {
          say("the state file names no such supervisor any more; ending");
          return;
        }
      } catch (RuntimeException failure) {
        // A full disk, no more processes: what is to be done stays to be done.
        say("trouble, trying again in 5 s: " + failure);
        pauseNanos = TROUBLE_NANOS;
      }
      LockSupport.parkNanos(pauseNanos);
    }
  }

  private boolean turn() {
    List<RunningPart> parts = state.parts();
    if (parts.stream().noneMatch(part -> part.isSupervisor() && part.pid() == pid)) {
      return false;
    }
    List<Seen> seen =
        parts.stream()
            .filter(part -> !part.isSupervisor())
            .map(
                part ->
                    new Seen(part.name(), part.isServer(), part.isAlive(), !part.down().isEmpty()))
            .toList();
    for (Decision decision :
        supervision.look(System.nanoTime(), seen, name -> Readiness.serves(named(parts, name)))) {
      RunningPart part = named(parts, decision.name());
      switch (decision) {
        case Decision.Wait wait ->
            say(
                "%s (process %d) ended; starting it again in %s s"
                    .formatted(wait.name(), part.pid(), seconds(wait.delay())));
        case Decision.Start start -> startAgain(part, start.restart());
        case Decision.GiveUp end -> giveUp(part, end.restarts());
      }
    }
    for (RunningPart part : parts) {
      if (logFiles.rotate(folders.log(part.name()))) {
        say("rotated the log of " + part.name());
      }
    }
    return true;
  }

  private void startAgain(RunningPart part, int restart) {
    if (part.command().isEmpty()) {
      // Recorded by an older launcher.
      throw new HubException(part.name() + ": its command is not known; run ./heliograph up");
    }
    Child child =
        Child.startDetached(
            part.name(),
            part.command(),
            folders.log(part.name()),
            newPid -> state.put(part.startedAgainAs(newPid)));
    say(
        "%s started again as process %d (restart %d within 10 minutes)"
            .formatted(part.name(), child.pid(), restart));
  }

  private void giveUp(RunningPart part, int restarts) {
    String reason =
        "ended "
            + (restarts + 1)
            + " times within 10 minutes; see ./heliograph logs "
            + part.name()
            + ", then ./heliograph up starts it again";
    state.put(part.givenUp(reason));
    say(part.name() + " is DOWN: " + reason);
  }

  private static RunningPart named(List<RunningPart> parts, String name) {
    return parts.stream().filter(part -> part.name().equals(name)).findFirst().orElseThrow();
  }

  private static String seconds(Duration wait) {
    return wait.toMillis() % 1_000 == 0
        ? Long.toString(wait.toSeconds())
        : Double.toString(wait.toMillis() / 1_000.0);
  }

  /** Its output is the part's log. */
  private static void say(String line) {
    System.out.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line);
    System.out.flush();
  }
}
