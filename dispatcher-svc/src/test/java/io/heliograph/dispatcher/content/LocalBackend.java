package io.heliograph.dispatcher.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Contents in the hub's own folder. */
final class LocalBackend implements Backend {
  @Override
  public List<String> settings() {
    return List.of("hub.content.backend=local");
  }

  @Override
  public List<String> objects(Path data) throws IOException {
    Path root = data.resolve("content");
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .filter(name -> !name.startsWith(".incoming"))
          .sorted()
          .toList();
    }
  }

  @Override
  public void plant(Path data, String name) throws IOException {
    Path file = data.resolve("content").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "not to be named");
  }
}
