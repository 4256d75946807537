package io.heliograph.cli.record;

import io.heliograph.cli.hub.HubException;
import io.heliograph.record.RecordBundle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts records into one file, to be carried where no network is. */
@Command(
    name = "bundle",
    description = {
      "Puts records into one file, to be carried where no network is; verify checks it there.",
      "Versions of one record go in ascending order."
    },
    mixinStandardHelpOptions = true)
final class BundleCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "RECORD", description = "The records.")
  private List<Path> records = List.of();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "The bundle.")
  private Path output = Path.of("");

  @Override
  public Integer call() {
    try (OutputStream out = Files.newOutputStream(output);
        RecordBundle.Writer writer = new RecordBundle.Writer(out)) {
      for (Path record : records) {
        writer.add(RecordFiles.read(record));
      }
      return 0;
    } catch (IOException e) {
      throw new HubException(output + " cannot be written: " + e.getMessage(), e);
    }
  }
}
