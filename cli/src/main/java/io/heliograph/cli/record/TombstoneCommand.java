package io.heliograph.cli.record;

import io.heliograph.record.SignedRecord;
import io.heliograph.record.sign.NextVersion;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes the version that deletes a record. */
@Command(
    name = "tombstone",
    description = "Makes the version that deletes a record.",
    mixinStandardHelpOptions = true)
final class TombstoneCommand extends Making {
  @Parameters(index = "0", paramLabel = "RECORD", description = "The stored version.")
  private Path record = Path.of("");

  @Override
  SignedRecord made() {
    return NextVersion.tombstone(RecordFiles.read(record));
  }
}
