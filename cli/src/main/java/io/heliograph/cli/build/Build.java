package io.heliograph.cli.build;

import io.heliograph.cli.hub.HubException;
import io.heliograph.cli.hub.HubFolders;
import io.heliograph.cli.hub.Progress;
import io.heliograph.local.LogTail;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Brings the artefacts of modules up to date with Maven, without running tests or checks. */
public final class Build {

  private static final String MODULE_LINE = "[INFO] Building ";
  private static final int TAIL_LINES = 40;

  private final HubFolders folders;
  private final Progress progress;

  public Build(HubFolders folders, Progress progress) {
    this.folders = folders;
    this.progress = progress;
  }

  /**
   * Builds those of the modules that are stale; says so, and which module is at work.
   *
   * @throws HubException with the log's end when Maven fails
   */
  public void refresh(List<String> modules) {
    Staleness staleness = new Staleness(folders.home(), new Reactor(folders.home()));
    List<String> stale = modules.stream().filter(staleness::isStale).toList();
    if (stale.isEmpty()) {
      return;
    }
    Path log = folders.log("build");
    progress.step(
        "building " + String.join(", ", stale) + " (log: " + log + ")", () -> run(stale, log));
    stale.forEach(this::touch);
  }

  private int run(List<String> modules, Path log) {
    List<String> arguments =
        List.of("-B", "-ntp", "-Pquick", "-pl", String.join(",", modules), "-am", "package");
    try {
      Files.createDirectories(folders.logs());
      Process maven = Maven.command(folders.home(), arguments).redirectErrorStream(true).start();
      maven.getOutputStream().close();
      try (BufferedReader output = maven.inputReader();
          PrintWriter copy = new PrintWriter(log.toFile(), StandardCharsets.UTF_8)) {
        output
            .lines()
            .peek(copy::println)
            .filter(line -> line.startsWith(MODULE_LINE) && line.contains("["))
            .forEach(line -> progress.say("  " + line.substring(MODULE_LINE.length())));
      }
      int exitCode = maven.onExit().join().exitValue();
      if (exitCode != 0) {
        throw new HubException(
            "the build failed; end of " + log + ":\n" + LogTail.of(log, TAIL_LINES));
      }
      return exitCode;
    } catch (IOException failure) {
      throw new HubException("cannot run Maven: " + failure.getMessage(), failure);
    }
  }

  /** A build that had nothing to do leaves the artefact's time; it is up to date all the same. */
  private void touch(String module) {
    Optional<Path> artefact = Staleness.artefact(folders.home(), module);
    if (artefact.isEmpty()) {
      throw new HubException("the build of " + module + " left no artefact");
    }
    try {
      Files.setLastModifiedTime(artefact.get(), FileTime.from(Instant.now()));
    } catch (IOException failure) {
      throw new HubException("cannot touch " + artefact.get(), failure);
    }
  }
}
