package io.heliograph.cli;

import io.heliograph.cli.build.Maven;
import io.heliograph.cli.hub.HubException;
import io.heliograph.cli.hub.HubFolders;
import io.heliograph.cli.suite.Machine;
import io.heliograph.cli.suite.Summary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the tests of the whole project beside whatever hub runs, and sums them up. */
@Command(
    name = "test",
    description = "Builds and tests everything; the exit code is Maven's.",
    mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @ArgGroup private Selection selection = new Selection();

  /** At most one of them. */
  private static final class Selection {
    @Option(names = "--faults", description = "Include tests that kill and pause servers.")
    private boolean faults;

    @Option(names = "--long", description = "Run everything at full size, however long it takes.")
    private boolean everything;

    private Set<String> names() {
      Set<String> names = new HashSet<>();
      if (faults) {
        names.add("--faults");
      }
      if (everything) {
        names.add("--long");
      }
      return names;
    }
  }

  @Override
  public Integer call() {
    HubFolders folders = HubFolders.fromEnvironment();
    FileTime begin = FileTime.from(Instant.now());
    Machine machine = Machine.here(folders.home(), selection.names());
    int exitCode = runMaven(folders, machine);
    PrintWriter out = spec.commandLine().getOut();
    Summary.of(machine, begin).forEach(out::println);
    out.flush();
    return exitCode;
  }

  private int runMaven(HubFolders folders, Machine machine) {
    // --fail-at-end: one run tells everything that is broken.
    List<String> arguments = new ArrayList<>(List.of("-B", "-ntp", "--fail-at-end", "verify"));
    if (selection.faults) {
      arguments.add("-Dheliograph.tests=faults");
      if (!machine.mayMount()) {
        arguments.add("-Dtests.excluded.faults=faults");
      }
    }
    if (selection.everything) {
      arguments.add("-Dheliograph.tests=long");
    }
    try {
      Process maven = Maven.command(folders.home(), arguments).inheritIO().start();
      return maven.onExit().join().exitValue();
    } catch (IOException failure) {
      throw new HubException("cannot run Maven: " + failure.getMessage(), failure);
    }
  }
}
