package io.heliograph.cli.record;

import io.heliograph.cli.hub.HubException;
import io.heliograph.record.SignedRecord;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Adds a signature to a record that others have signed or nobody has. */
@Command(
    name = "sign",
    description = "Adds a signature to a record; owners may sign in any order.",
    mixinStandardHelpOptions = true)
final class SignCommand extends Making {
  @Parameters(index = "0", paramLabel = "RECORD", description = "The record; - is standard input.")
  private Path record = Path.of("");

  @Override
  SignedRecord made() {
    if (!signing().isGiven()) {
      throw new HubException("which key signs? --key FILE, --agent or --signer CMD");
    }
    return RecordFiles.read(record);
  }
}
