package io.heliograph.cli;

import io.heliograph.cli.demo.DemoCommand;
import io.heliograph.cli.hub.HubException;
import io.heliograph.cli.migrate.MigrateCommand;
import io.heliograph.cli.record.RecordCommand;
import io.heliograph.local.LocalStackException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command `heliograph`; exit codes: 0 done, 1 failed, 2 asked wrongly, 3 nothing runs. */
@Command(
    name = "heliograph",
    description = "Builds, runs and watches a hub on this machine.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      TestCommand.class,
      DemoCommand.class,
      GjsonCommand.class,
      IdentifyCommand.class,
      ExchangeCommand.class,
      MispCommand.class,
      MigrateCommand.class,
      RecordCommand.class,
      VersionCommand.class,
      HelpCommand.class
    })
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Main());
    commandLine.getSubcommands().values().forEach(Main::dropVersion);
    return commandLine
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::explain)
        .setParameterExceptionHandler(Usage::explain);
  }

  /** The program has a version, its commands have none. */
  private static void dropVersion(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    OptionSpec version = spec.findOption("--version");
    if (version != null) {
      spec.remove(version);
    }
    command.getSubcommands().values().forEach(Main::dropVersion);
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
