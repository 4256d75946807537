package io.heliograph.cli;

import picocli.CommandLine.Command;

/** What concerns the exchange of messages with peers. */
@Command(
    name = "exchange",
    description = "Exchanges messages with peers (IEP04).",
    subcommands = ExchangeValidateCommand.class,
    mixinStandardHelpOptions = true)
final class ExchangeCommand {}
