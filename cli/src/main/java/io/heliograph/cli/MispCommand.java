package io.heliograph.cli;

import picocli.CommandLine.Command;

/** What has to do with MISP. */
@Command(
    name = "misp",
    description = "Gives messages of MISP to the dashboard.",
    mixinStandardHelpOptions = true,
    subcommands = MispReplayCommand.class)
final class MispCommand {}
