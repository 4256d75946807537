package io.heliograph.cli.hub;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.local.Child;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Starts the supervisor: a small JVM of its own, in a session of its own, from copies of the few
 * jars that it needs (a build of the launcher removes its jars).
 */
final class SupervisorProcess {

  private static final long READY_LIMIT_SECONDS = 60;

  /** A class of each jar or folder that it needs. */
  private static final List<Class<?>> NEEDED =
      List.of(
          SupervisorMain.class,
          Child.class,
          ObjectMapper.class,
          JsonFactory.class,
          JsonIgnore.class);

  /** For tests: the wait before the first restart, in milliseconds, instead of a second. */
  private static final String FIRST_WAIT = "heliograph.supervisor.first-wait-millis";

  private final HubFolders folders;
  private final StateFile state;

  SupervisorProcess(HubFolders folders, StateFile state) {
    this.folders = folders;
    this.state = state;
  }

  /** Returns when it watches. */
  void start(HubOptions options) {
    Path folder = folders.run().resolve(RunningPart.SUPERVISOR);
    Trees.remove(folder);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-Xshare:auto"));
    command.addAll(List.of("-cp", copies(folder), SupervisorMain.class.getName()));
    command.addAll(List.of(folders.home().toString(), folders.state().toString()));
    command.add(Long.toString(Long.getLong(FIRST_WAIT, 1_000)));
    command.add(Long.toString(options.logBytesMax()));
    Child child =
        Child.startDetached(
            RunningPart.SUPERVISOR,
            command,
            folders.log(RunningPart.SUPERVISOR),
            pid -> state.put(record(pid, command)));
    child.awaitReady(pid -> isAtWork(folders, pid), READY_LIMIT_SECONDS);
  }

  /** What the supervisor writes when it watches. */
  static Path readyFile(HubFolders folders) {
    return folders.run().resolve(RunningPart.SUPERVISOR).resolve("ready.pid");
  }

  private static boolean isAtWork(HubFolders folders, long pid) {
    try {
      Path ready = readyFile(folders);
      return Files.exists(ready) && Files.readString(ready).equals(Long.toString(pid));
    } catch (IOException beingWritten) {
      return false;
    }
  }

  private static RunningPart record(long pid, List<String> command) {
    return new RunningPart(
        RunningPart.SUPERVISOR,
        "",
        0,
        pid,
        ProcessIdentity.recorded(pid),
        "",
        new TreeMap<>(),
        List.of(),
        command,
        0,
        "");
  }

  private static String copies(Path folder) {
    List<String> copies = new ArrayList<>();
    for (Class<?> needed : NEEDED) {
      Path source = sourceOf(needed);
      Path copy = folder.resolve(copies.size() + "-" + source.getFileName());
      Trees.copy(source, copy);
      copies.add(copy.toString());
    }
    return String.join(File.pathSeparator, copies);
  }

  private static Path sourceOf(Class<?> needed) {
    try {
      return Path.of(needed.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException unnamed) {
      throw new HubException("cannot find the program of the supervisor", unnamed);
    }
  }
}
