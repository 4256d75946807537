package io.heliograph.cli.record;

import picocli.CommandLine.Command;

/** What has to do with signed records. */
@Command(
    name = "record",
    description = "Makes, signs and checks signed records; no hub is needed.",
    mixinStandardHelpOptions = true,
    subcommands = {
      KeyCommand.class,
      NewCommand.class,
      UpdateCommand.class,
      TransferCommand.class,
      TombstoneCommand.class,
      SignCommand.class,
      VerifyCommand.class,
      BundleCommand.class
    })
public final class RecordCommand {}
