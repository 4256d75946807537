package io.heliograph.cli.record;

import io.heliograph.record.Bytes;
import io.heliograph.record.SignedRecord;
import io.heliograph.record.sign.NextVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the version with which a record gets other owners, or none for ever. */
@Command(
    name = "transfer",
    description =
        "Makes the version with which a record gets other owners; those who own it now sign.",
    mixinStandardHelpOptions = true)
final class TransferCommand extends Making {
  @Parameters(index = "0", paramLabel = "RECORD", description = "The stored version.")
  private Path record = Path.of("");

  @ArgGroup(multiplicity = "1")
  private @Nullable To to;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "Its data; as they are when left out.")
  private @Nullable Path data;

  /** Somebody or nobody. */
  static final class To {
    @Option(
        names = "--owner",
        required = true,
        paramLabel = "KEY",
        description = "A new owner's public key, in order.")
    private List<String> owners = new ArrayList<>();

    @Option(
        names = "--freeze",
        required = true,
        description = "Nobody owns it, for ever: it can neither be changed nor deleted again.")
    private boolean freeze;
  }

  @Override
  SignedRecord made() {
    SignedRecord stored = RecordFiles.read(record);
    Bytes contents = data == null ? stored.data() : RecordFiles.data(data);
    if (to == null || to.freeze) {
      return NextVersion.freeze(stored, contents);
    }
    return NextVersion.transfer(
        stored,
        contents,
        to.owners.stream().map(owner -> RecordFiles.key("--owner", owner)).toList());
  }
}
