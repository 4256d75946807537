package io.heliograph.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.identify.ContentHasher;
import io.heliograph.identify.ContentHashes;
import io.heliograph.identify.FileType;
import io.heliograph.identify.Identifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what the hub would say of files, one JSON object a line; no hub is needed. */
@Command(
    name = "identify",
    description = "Prints hashes and format of files as the hub would, one JSON object a line.",
    mixinStandardHelpOptions = true)
final class IdentifyCommand implements Callable<Integer> {
  private static final int CHUNK_BYTES = 64 * 1024;

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

  private final ObjectMapper json = new ObjectMapper();
  private final Identifier identifier = new Identifier();

  /** Goes on after a file that cannot be read or told; then the exit code is 1. */
  @Override
  public Integer call() {
    boolean failed = false;
    PrintWriter out = spec.commandLine().getOut();
    for (Path path : paths) {
      Listing listing = new Listing();
      listing.walk(path);
      for (Path file : listing.files) {
        try {
          out.println(describe(file));
        } catch (IOException | RuntimeException | StackOverflowError broken) {
          // One file's fault is not the others'; a stack is whole again once it is unwound.
          listing.failures.put(file, broken.toString());
        }
      }
      for (Map.Entry<Path, String> failure : listing.failures.entrySet()) {
        failed = true;
        out.println(failure(failure.getKey(), failure.getValue()));
      }
    }
    out.flush();
    return failed ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private ObjectNode failure(Path path, String reason) {
    return json.createObjectNode().put("path", path.toString()).put("error", reason);
  }

  /** The files below a path in their order, and what could not be listed. */
  private final class Listing extends SimpleFileVisitor<Path> {
    private final Set<Path> files = new TreeSet<>();
    private final Map<Path, String> failures = new TreeMap<>();

    void walk(Path path) {
      if (!Files.exists(path)) {
        spec.commandLine().getErr().println("there is no " + path);
        failures.put(path, "there is no such file");
        return;
      }
      try {
        Files.walkFileTree(path, this);
      } catch (IOException unreadable) {
        failures.put(path, unreadable.toString());
      }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      // A link that was named is followed, one below is not.
      if (attributes.isRegularFile() || (paths.contains(file) && Files.isRegularFile(file))) {
        files.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
      failures.put(file, unreadable.toString());
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException unreadable) {
      if (unreadable != null) {
        failures.put(folder, unreadable.toString());
      }
      return FileVisitResult.CONTINUE;
    }
  }

  private String describe(Path file) throws IOException {
    ContentHashes hashes = hash(file);
    FileType type;
    try (FileChannel content = FileChannel.open(file)) {
      type = identifier.identify(content);
    }
    ObjectNode node = json.createObjectNode();
    node.put("path", file.toString());
    node.put("size", hashes.sizeBytes());
    node.put("sha512", hashes.sha512());
    node.put("sha256", hashes.sha256());
    node.put("sha1", hashes.sha1());
    node.put("md5", hashes.md5());
    putUnlessEmpty(node, "ssdeep", hashes.ssdeep());
    putUnlessEmpty(node, "tlsh", hashes.tlsh());
    if (withReference) {
      putUnlessEmpty(node, "tlsh_reference", hashes.tlsh().toUpperCase(Locale.ROOT));
    }
    node.put("mime", type.mime());
    node.put("magic", type.magic());
    node.put("identify_version", Identifier.VERSION);
    node.put("file_format", type.fileFormat());
    putUnlessEmpty(node, "file_extension", type.fileExtension());
    return json.writeValueAsString(node);
  }

  private static void putUnlessEmpty(ObjectNode node, String name, String value) {
    if (!value.isEmpty()) {
      node.put(name, value);
    }
  }

  private static ContentHashes hash(Path file) throws IOException {
    ContentHasher hasher = ContentHasher.all();
    byte[] chunk = new byte[CHUNK_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      int length = in.read(chunk);
      while (length >= 0) {
        hasher.update(chunk, 0, length);
        length = in.read(chunk);
      }
    }
    return hasher.finish();
  }
}
