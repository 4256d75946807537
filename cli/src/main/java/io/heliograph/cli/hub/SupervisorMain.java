package io.heliograph.cli.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The process of the part `supervisor`. Arguments: the home, the state folder, the wait before a
 * part's first restart in milliseconds, the size at which logs are rotated in bytes. Ended by
 * SIGTERM at any moment: what it was about to start ends with it or is recorded.
 */
public final class SupervisorMain {

  private SupervisorMain() {}

  /** Watches until it is ended, or the state file names another supervisor. */
  public static void main(String[] arguments) {
    try {
      HubFolders folders = new HubFolders(Path.of(arguments[0]), Path.of(arguments[1]));
      Supervision.Limits limits =
          Supervision.Limits.startingAfter(Duration.ofMillis(Long.parseLong(arguments[2])));
      Supervisor supervisor =
          new Supervisor(folders, limits, new LogFiles(Long.parseLong(arguments[3])));
      announce(SupervisorProcess.readyFile(folders));
      supervisor.run();
    } catch (Throwable failure) {
      failure.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private static void announce(Path ready) throws IOException {
    Files.writeString(ready, Long.toString(ProcessHandle.current().pid()));
  }
}
