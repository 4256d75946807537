package io.heliograph.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.identify.Identifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Prints what the hub would say of files, one JSON object a line; no hub is needed. Files are read
 * side by side on all cores and told in their order; a file that cannot be read or told stops no
 * other.
 */
@Command(
    name = "identify",
    description = "Prints hashes and format of files as the hub would, one JSON object a line.",
    mixinStandardHelpOptions = true)
final class IdentifyCommand implements Callable<Integer> {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  /** How many files may be read ahead of the one that is printed. */
  private static final int AHEAD_PER_CORE = 8;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files or directories (searched recursively).")
  private List<Path> paths = List.of();

  @Option(
      names = "--json",
      description = "Add tlsh_reference, the digits as the reference tool prints them.")
  private boolean withReference;

  @Option(
      names = "--explain",
      description =
          "Says which facts decided, what the runner-up was and by how much; as text, or with"
              + " --json as the member explain.")
  private boolean explained;

  private final ObjectMapper json = new ObjectMapper();
  private final Identifier identifier = new Identifier();

  /** What is printed of a file, and whether it could be told. */
  private record Told(String line, boolean failed) {}

  /** Goes on after a file that cannot be read or told; then the exit code is 1. */
  @Override
  public Integer call() throws InterruptedException {
    boolean failed = false;
    try (ExecutorService threads = Executors.newFixedThreadPool(CORES)) {
      Deque<Future<Told>> open = new ArrayDeque<>();
      for (Path path : paths) {
        FileListing listing = FileListing.of(path);
        if (!Files.exists(path)) {
          spec.commandLine().getErr().println("there is no " + path);
        }
        for (Path file : listing.files()) {
          open.add(threads.submit(() -> told(file)));
          failed |= open.size() > CORES * AHEAD_PER_CORE && print(open.remove());
        }
        for (Map.Entry<Path, String> failure : listing.failures().entrySet()) {
          open.add(threads.submit(() -> failure(failure.getKey(), failure.getValue())));
        }
      }
      while (!open.isEmpty()) {
        failed |= print(open.remove());
      }
    }
    spec.commandLine().getOut().flush();
    return failed ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  /** Prints it when it is there; whether it failed. */
  private boolean print(Future<Told> file) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try {
      Told told = file.get();
      out.println(told.line());
      return told.failed();
    } catch (ExecutionException broken) {
      throw new IllegalStateException(broken.getCause());
    }
  }

  private Told told(Path file) {
    try {
      IdentifiedFile identified = IdentifiedFile.read(file, identifier);
      if (explained && !withReference) {
        return new Told(identified.text(), false);
      }
      ObjectNode node = identified.json();
      if (withReference) {
        identified.addReference(node);
      }
      if (explained) {
        identified.addExplanation(node);
      }
      return new Told(json.writeValueAsString(node), false);
    } catch (IOException | RuntimeException | StackOverflowError broken) {
      // One file's fault is not the others'; a stack is whole again once it is unwound.
      return failure(file, broken.toString());
    }
  }

  private Told failure(Path path, String reason) {
    return new Told(
        json.createObjectNode().put("path", path.toString()).put("error", reason).toString(), true);
  }
}
