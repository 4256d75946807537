package io.heliograph.cli;

import io.heliograph.cli.hub.HubException;
import io.heliograph.gjson.Explanation;
import io.heliograph.gjson.LimitExceededException;
import io.heliograph.gjson.Path;
import io.heliograph.gjson.Result;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Tries a path, such as a plugin's filter, on a document; exit code 1 when it finds nothing, 2 when
 * the document is no JSON.
 */
@Command(
    name = "gjson",
    description = {
      "Prints what a GJSON path finds in a document.",
      "Exit code: 0 found, 1 nothing found, 2 the document is not JSON."
    },
    mixinStandardHelpOptions = true)
final class GjsonCommand implements Callable<Integer> {

  private static final int NOT_JSON = 2;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "PATH", description = "GJSON path.")
  private String path = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "JSON document (default: standard input).")
  private java.nio.file.@Nullable Path file;

  @Option(
      names = "--explain",
      description = "Explain how the path is read instead of evaluating it.")
  private boolean explain;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    try {
      Path compiled = Path.compile(path);
      if (explain) {
        Explanation.of(compiled).forEach(out::println);
        GjsonDocument.unbalanced(path).ifPresent(warning -> out.println("warning: " + warning));
        out.flush();
        return 0;
      }
      byte[] document = document();
      Optional<String> wrong = GjsonDocument.wrong(document);
      if (wrong.isPresent()) {
        PrintWriter err = spec.commandLine().getErr();
        err.println((file == null ? "standard input" : file) + " is not JSON: " + wrong.get());
        err.flush();
        return NOT_JSON;
      }
      Result result = compiled.get(document);
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

  // JDK 25 has no console again when the input is no terminal.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private byte[] document() {
    try {
      if (file != null) {
        return Files.readAllBytes(file);
      }
      if (isTerminal()) {
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        err.println("reading standard input; end it with Ctrl-D");
        err.flush();
      }
      return System.in.readAllBytes();
    } catch (IOException failure) {
      throw UnreadableFile.of(String.valueOf(file), failure);
    }
  }
}
