package io.heliograph.cli;

import io.heliograph.cli.hub.HubException;
import io.heliograph.gjson.Explanation;
import io.heliograph.gjson.LimitExceededException;
import io.heliograph.gjson.Path;
import io.heliograph.gjson.Result;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tries a path, such as a plugin's filter, on a document; exit code 1 when it finds nothing. */
@Command(
    name = "gjson",
    description = "Prints what a GJSON path finds in a document; exit code 1 when nothing.",
    mixinStandardHelpOptions = true)
final class GjsonCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "PATH", description = "The path.")
  private String path = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "The document; standard input when left out.")
  private java.nio.file.@Nullable Path file;

  @Option(names = "--explain", description = "Shows how the path is read, and no result.")
  private boolean explain;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    try {
      Path compiled = Path.compile(path);
      if (explain) {
        Explanation.of(compiled).forEach(out::println);
        out.flush();
        return 0;
      }
      Result result = compiled.get(document());
      if (!result.exists()) {
        return 1;
      }
      out.println(result.rawText());
      out.flush();
      return 0;
    } catch (LimitExceededException tooMuch) {
      throw new HubException(String.valueOf(tooMuch.getMessage()));
    }
  }

  private byte[] document() {
    try {
      return file == null ? System.in.readAllBytes() : Files.readAllBytes(file);
    } catch (IOException e) {
      throw new HubException("cannot read " + file);
    }
  }
}
