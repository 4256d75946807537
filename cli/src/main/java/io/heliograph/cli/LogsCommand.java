package io.heliograph.cli;

import io.heliograph.cli.hub.HubException;
import io.heliograph.cli.hub.HubFolders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a part's log. */
@Command(
    name = "logs",
    description = "Prints the log of a part of the hub, or of the last build.",
    mixinStandardHelpOptions = true)
final class LogsCommand implements Runnable {

  private static final long POLL_NANOS = Duration.ofMillis(250).toNanos();

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "Such as kafka, dispatcher, supervisor, build.")
  private String name;

  @Option(
      names = {"-f", "--follow"},
      description = "Follow the log output, until Ctrl-C.")
  private boolean follow;

  @Override
  public void run() {
    HubFolders folders = HubFolders.fromEnvironment();
    Path log = folders.log(name);
    if (!Files.isRegularFile(log)) {
      throw new HubException("there is no log of '" + name + "'; there are: " + names(folders));
    }
    PrintWriter out = spec.commandLine().getOut();
    try (LogReader reader = new LogReader(log)) {
      reader.copyNew(out);
      while (follow && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(POLL_NANOS);
        reader.copyNew(out);
      }
    } catch (IOException failure) {
      throw new HubException("cannot read " + log + ": " + failure.getMessage(), failure);
    }
  }

  private static String names(HubFolders folders) {
    if (!Files.isDirectory(folders.logs())) {
      return "none yet";
    }
    try (Stream<Path> files = Files.list(folders.logs())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".log"))
          .map(file -> file.substring(0, file.length() - ".log".length()))
          .sorted()
          .collect(Collectors.joining(", "));
    } catch (IOException failure) {
      throw new HubException("cannot list " + folders.logs(), failure);
    }
  }
}
