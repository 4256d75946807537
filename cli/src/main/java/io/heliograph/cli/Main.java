package io.heliograph.cli;

import io.heliograph.cli.demo.DemoCommand;
import io.heliograph.cli.hub.HubException;
import io.heliograph.cli.migrate.MigrateCommand;
import io.heliograph.local.LocalStackException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command `heliograph`; exit codes: 0 done, 1 failed, 2 asked wrongly. */
@Command(
    name = "heliograph",
    description = "Builds, runs and watches a hub on this machine.",
    mixinStandardHelpOptions = true,
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      TestCommand.class,
      DemoCommand.class,
      GjsonCommand.class,
      IdentifyCommand.class,
      MispCommand.class,
      MigrateCommand.class
    })
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main()).setExecutionExceptionHandler(Main::explain);
  }

  /** Our own exceptions speak to the user; any other is a defect and shows its trace. */
  private static int explain(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) throws Exception {
    if (failure instanceof HubException || failure instanceof LocalStackException) {
      commandLine.getErr().println(failure.getMessage());
      commandLine.getErr().flush();
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw failure;
  }
}
