package io.heliograph.cli.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tells a process from a later one with the same number: by the boot and the clock tick at which it
 * started where the system has {@code /proc}, by its start time elsewhere. A zombie has none: it
 * has ended.
 */
final class ProcessIdentity {

  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int START_TICKS_AFTER_NAME = 19;

  private ProcessIdentity() {}

  /** The identity of the live process with that number, or empty. */
  static Optional<String> of(long pid) {
    return Files.isReadable(BOOT)
        ? fromProc(pid)
        : ProcessHandle.of(pid)
            .filter(ProcessHandle::isAlive)
            .flatMap(handle -> handle.info().startInstant())
            .map(start -> Long.toString(start.toEpochMilli()));
  }

  /** The identity to record of a process that was just started; of one that ended at once, too. */
  static String recorded(long pid) {
    return of(pid).orElse("ended");
  }

  static boolean isAlive(long pid, String identity) {
    return of(pid).filter(identity::equals).isPresent();
  }

  private static Optional<String> fromProc(long pid) {
    try {
      String stat =
          Files.readString(
              Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
      // The program's name is in parentheses and may hold spaces: count behind the last one.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      if (fields[0].equals("Z") || fields[0].equals("X")) {
        return Optional.empty();
      }
      return Optional.of(Files.readString(BOOT).strip() + ":" + fields[START_TICKS_AFTER_NAME]);
    } catch (IOException | IndexOutOfBoundsException ended) {
      return Optional.empty();
    }
  }
}
