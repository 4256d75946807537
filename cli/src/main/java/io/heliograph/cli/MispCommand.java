package io.heliograph.cli;

import picocli.CommandLine.Command;

/** What has to do with MISP. */
@Command(
    name = "misp",
    description = "Feeds MISP messages to the dashboard.",
    mixinStandardHelpOptions = true,
    subcommands = MispReplayCommand.class)
final class MispCommand {}
