package io.heliograph.cli.demo;

import io.heliograph.cli.UnreadableFile;
import io.heliograph.cli.hub.HubException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The files that the demo feeds in.
 *
 * @param folder where they lie
 * @param files the regular, non-empty ones, sorted
 * @param skipped how many were empty: the hub keeps no empty content
 */
record Corpus(Path folder, List<Path> files, int skipped) {

  private static final int CLASSES = 1_000;
  private static final int ARCHIVES = 20;
  private static final int ENTRIES = 10;
  private static final String ARCHIVE = "classes-%02d.zip";

  Corpus {
    files = List.copyOf(files);
  }

  /**
   * Every file below a folder; links are not followed.
   *
   * @throws HubException when it cannot be read or has no file
   */
  static Corpus of(Path folder) {
    List<Path> files = new ArrayList<>();
    int skipped = 0;
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) all.filter(Corpus::isPlainFile).sorted()::iterator) {
        if (Files.size(file) == 0) {
          skipped++;
        } else {
          files.add(file);
        }
      }
    } catch (IOException | UncheckedIOException failure) {
      throw UnreadableFile.of(
          folder.toString(),
          failure instanceof UncheckedIOException unchecked
              ? unchecked.getCause()
              : (IOException) failure);
    }
    if (files.isEmpty()) {
      throw new HubException("no file with content below " + folder);
    }
    return new Corpus(folder, files, skipped);
  }

  /**
   * A thousand class files of the running JDK, and archives of further ones, written into the
   * folder once: every JDK has them, and they are real binaries.
   */
  static Corpus ofJdk(Path folder) {
    try {
      if (!Files.exists(folder.resolve(ARCHIVE.formatted(ARCHIVES)))) {
        write(folder);
      }
    } catch (IOException failure) {
      throw new HubException("cannot write " + folder + ": " + failure.getMessage(), failure);
    }
    return of(folder);
  }

  /** A file's name within the corpus, with slashes on every system. */
  String nameOf(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private static void write(Path folder) throws IOException {
    Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base");
    List<Path> classes;
    try (Stream<Path> all = Files.walk(modules.resolve("java"))) {
      classes =
          all.filter(Files::isRegularFile)
              .sorted()
              .limit(CLASSES + (long) ARCHIVES * ENTRIES)
              .toList();
    }
    for (Path file : classes.subList(0, CLASSES)) {
      Path copy = folder.resolve(modules.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.write(copy, Files.readAllBytes(file));
    }
    for (int i = 0; i < ARCHIVES; i++) {
      int begin = CLASSES + i * ENTRIES;
      pack(folder.resolve(ARCHIVE.formatted(i + 1)), classes.subList(begin, begin + ENTRIES));
    }
  }

  private static void pack(Path archive, List<Path> entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Path entry : entries) {
        zip.putNextEntry(new ZipEntry(entry.toString().substring(1)));
        zip.write(Files.readAllBytes(entry));
        zip.closeEntry();
      }
    }
  }

  private static boolean isPlainFile(Path file) {
    return Files.isRegularFile(file) && !Files.isSymbolicLink(file);
  }
}
