package io.heliograph.cli;

import io.heliograph.cli.build.Build;
import io.heliograph.cli.hub.Hub;
import io.heliograph.cli.hub.HubFolders;
import io.heliograph.cli.hub.HubLock;
import io.heliograph.cli.hub.Progress;
import io.heliograph.cli.hub.UpOptions;
import io.heliograph.cli.suite.Machine;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Builds what is stale, starts what does not run, waits until all is ready. */
@Command(
    name = "up",
    description = "Builds and starts the hub in the background and waits until it is ready.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Option(names = "--fresh", description = "Stop everything and begin with empty data.")
  private boolean fresh;

  @Option(names = "--port-offset", paramLabel = "N", description = "Added to every port.")
  private int portOffset;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Look at these parts and what they need; others stay as they are.")
  private List<String> only = List.of();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A configuration key of the services; repeatable.")
  private Map<String, String> settings = Map.of();

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "The IP address that the services bind (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(names = "--s3", description = "Keep contents in an S3 server (part s3).")
  private boolean s3;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    HubFolders folders = HubFolders.fromEnvironment();
    Progress progress = new Progress(out);
    Hub hub = new Hub(folders, progress);
    UpOptions options = new UpOptions(fresh, portOffset, only, new TreeMap<>(settings), host, s3);
    Prerequisites.missing(Machine.here(folders.home(), Set.of())).forEach(progress::say);
    HubLock.whileHeld(
        folders,
        () -> {
          new Build(folders, progress).refresh(hub.modules(options));
          hub.up(options);
        });
    StatusTable.print(folders, out);
  }
}
