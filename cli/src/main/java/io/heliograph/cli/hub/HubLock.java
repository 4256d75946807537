package io.heliograph.cli.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/**
 * Keeps two launchers from changing the same hub at once; the second is told, not queued. The
 * system releases the lock with the process that holds it.
 */
public final class HubLock {

  private HubLock() {}

  /**
   * Runs the work under the lock.
   *
   * @throws HubException when another launcher holds it
   */
  public static void whileHeld(HubFolders folders, Runnable work) {
    try {
      Files.createDirectories(folders.state());
      try (FileChannel channel =
          FileChannel.open(
              folders.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        if (channel.tryLock() == null) {
          throw new HubException(
              "another `heliograph up` or `down` is at work on " + folders.state());
        }
        work.run();
      }
    } catch (IOException failure) {
      throw new HubException("cannot lock " + folders.lockFile(), failure);
    }
  }
}
