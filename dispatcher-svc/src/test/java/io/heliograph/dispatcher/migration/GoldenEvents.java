package io.heliograph.dispatcher.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The peer's own events in Avro, read in place beside the repository. */
final class GoldenEvents {
  private static final List<String> KINDS =
      List.of("delete", "download", "insert", "plugin", "retrohunt", "status");

  private GoldenEvents() {}

  /**
   * One event.
   *
   * @param topic where it is put, without the prefix
   */
  record Golden(String topic, byte[] avro) {}

  /** Every single event of every model and version. */
  static List<Golden> all() throws IOException {
    Path models = folder().resolve("models");
    List<Golden> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(models)) {
      for (Path file : files.filter(GoldenEvents::isSingle).sorted().toList()) {
        String model = models.relativize(file).getName(0).toString();
        if (model.equals("binary")) {
          all.add(new Golden("virustotal.binary.extracted", Files.readAllBytes(file)));
        } else if (KINDS.contains(model)) {
          all.add(new Golden("system." + model, Files.readAllBytes(file)));
        }
      }
    }
    return all;
  }

  /** The short names of their topics. */
  static List<String> topics() throws IOException {
    return all().stream().map(Golden::topic).distinct().toList();
  }

  private static boolean isSingle(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".json.avro") && !name.startsWith("bulk");
  }

  private static Path folder() {
    Path here = Path.of("").toAbsolutePath();
    while (here != null && !Files.isDirectory(here.resolve("shared/vectors/azul"))) {
      here = here.getParent();
    }
    if (here == null) {
      throw new IllegalStateException("no folder of azul vectors beside the repository");
    }
    return here.resolve("shared/vectors/azul");
  }
}
