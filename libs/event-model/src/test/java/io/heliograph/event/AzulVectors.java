package io.heliograph.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Azul's own test data, read in place: beside the repository, or where the property says. */
public final class AzulVectors {
  private static final String PROPERTY = "heliograph.azul.vectors";

  private AzulVectors() {}

  /** The folder; a test of the suite azul fails without it. */
  public static Path folder() {
    String given = System.getProperty(PROPERTY);
    if (given != null) {
      return existing(Path.of(given));
    }
    Path here = Path.of("").toAbsolutePath();
    while (here != null && !Files.isDirectory(here.resolve("shared/vectors/azul"))) {
      here = here.getParent();
    }
    if (here == null) {
      throw new IllegalStateException("no folder of azul vectors; set -D" + PROPERTY);
    }
    return here.resolve("shared/vectors/azul");
  }

  private static Path existing(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalStateException(PROPERTY + " is no folder: " + folder);
    }
    return folder;
  }

  public static byte[] bytes(String path) {
    try {
      return Files.readAllBytes(folder().resolve(path));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** All files below a folder whose names end so, as paths relative to the vectors. */
  public static List<String> files(String below, String ending) {
    try (Stream<Path> files = Files.walk(folder().resolve(below))) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .map(file -> folder().relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
