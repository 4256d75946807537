package io.heliograph.cli.record;

import io.heliograph.record.Bytes;
import io.heliograph.record.SignedRecord;
import io.heliograph.record.sign.NextVersion;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the next version with other data, also of what was deleted. */
@Command(
    name = "update",
    description =
        "Makes the next version of a record, with other data; of a tombstone, the record anew.",
    mixinStandardHelpOptions = true)
final class UpdateCommand extends Making {
  @Parameters(index = "0", paramLabel = "RECORD", description = "The stored version.")
  private Path record = Path.of("");

  @Option(names = "--data", paramLabel = "FILE", description = "Its data; none when left out.")
  private @Nullable Path data;

  @Override
  SignedRecord made() {
    SignedRecord stored = RecordFiles.read(record);
    Bytes contents = RecordFiles.data(data);
    return stored.isTombstone()
        ? NextVersion.recreate(stored, contents, stored.previousOwnerKeys())
        : NextVersion.update(stored, contents);
  }
}
