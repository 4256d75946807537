package io.heliograph.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.cli.hub.HubException;
import io.heliograph.identify.ContentHasher;
import io.heliograph.identify.ContentHashes;
import io.heliograph.identify.FileType;
import io.heliograph.identify.Identifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
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
      description = "Files; of folders all files below them.")
  private List<Path> paths = List.of();

  private final ObjectMapper json = new ObjectMapper();
  private final Identifier identifier = new Identifier();

  /** Goes on after a file that cannot be read; then the exit code is 1. */
  @Override
  public Integer call() {
    boolean failed = false;
    PrintWriter out = spec.commandLine().getOut();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new HubException("there is no " + path);
      }
      for (Path file : filesBelow(path)) {
        try {
          out.println(describe(file));
        } catch (IOException unreadable) {
          failed = true;
          spec.commandLine().getErr().println(file + ": " + unreadable);
        }
      }
    }
    out.flush();
    return failed ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private static List<Path> filesBelow(Path path) {
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException unreadable) {
      throw new HubException("cannot list " + path + ": " + unreadable, unreadable);
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
