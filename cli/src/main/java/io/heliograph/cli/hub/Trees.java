package io.heliograph.cli.hub;

import io.heliograph.local.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Copies, removes and measures folders with all that is in them. */
final class Trees {

  private Trees() {}

  static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException failure) {
      throw new HubException("cannot move " + from + " to " + to + ": " + failure, failure);
    }
  }

  static void copy(Path from, Path to) {
    try (Stream<Path> paths = Files.walk(from)) {
      Files.createDirectories(to.toAbsolutePath().getParent());
      for (Path path : paths.toList()) {
        Path target = path.equals(from) ? to : to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(
              path,
              target,
              StandardCopyOption.REPLACE_EXISTING,
              StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    } catch (IOException failure) {
      throw new HubException("cannot copy " + from + " to " + to + ": " + failure, failure);
    }
  }

  static void remove(Path folder) {
    try {
      Folders.remove(folder);
    } catch (IOException failure) {
      throw new HubException("cannot remove " + folder + ": " + failure, failure);
    }
  }

  /** The bytes that the files below take; 0 when there is no such folder. */
  static long sizeBytes(Path folder) {
    if (!Files.exists(folder)) {
      return 0;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      List<Path> files = paths.filter(Files::isRegularFile).toList();
      long total = 0;
      for (Path file : files) {
        total += sizeOfFile(file);
      }
      return total;
    } catch (IOException failure) {
      throw new HubException("cannot measure " + folder + ": " + failure, failure);
    }
  }

  /** A running server removes files while we count. */
  private static long sizeOfFile(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException removedMeanwhile) {
      return 0;
    }
  }
}
