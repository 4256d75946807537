package io.heliograph.cli;

import io.heliograph.cli.hub.Hub;
import io.heliograph.cli.hub.HubFolders;
import io.heliograph.cli.hub.HubLock;
import io.heliograph.cli.hub.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stops every process of the hub. */
@Command(
    name = "down",
    description = "Stops the hub and all its processes.",
    mixinStandardHelpOptions = true)
final class DownCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Option(names = "--purge", description = "Remove data and logs too.")
  private boolean purge;

  @Override
  public void run() {
    HubFolders folders = HubFolders.fromEnvironment();
    Progress progress = new Progress(spec.commandLine().getOut());
    HubLock.whileHeld(folders, () -> new Hub(folders, progress).down(purge));
    progress.say(purge ? "down, data removed" : "down");
  }
}
