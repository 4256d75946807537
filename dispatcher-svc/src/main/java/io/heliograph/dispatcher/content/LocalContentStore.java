package io.heliograph.dispatcher.content;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * Files in a local directory: {@code <source>/<label>/<h0>/<h1>/<sha256>}. A file appears whole or
 * not at all: it is written under {@code incoming}, forced to disk and renamed. Leftovers of a
 * crash in {@code incoming} are removed at the start; nothing else ever is. Blocks; thread-safe.
 */
final class LocalContentStore {
  private final Path root;
  private final Path incoming;

  /** Opens the store, making its folders and sweeping what an earlier process left unfinished. */
  LocalContentStore(Path root) throws IOException {
    this.root = root;
    this.incoming = root.resolve("incoming");
    Files.createDirectories(incoming);
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(incoming, "*.part")) {
      for (Path leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    }
  }

  private Path path(ContentName name) {
    return root.resolve(name.source())
        .resolve(name.label())
        .resolve(name.sha256().substring(0, 1))
        .resolve(name.sha256().substring(1, 2))
        .resolve(name.sha256());
  }

  /** A new file that nobody sees yet. */
  Path begin() {
    return incoming.resolve(UUID.randomUUID() + ".part");
  }

  /** The bytes under {@code written} become the file of that name; one that is there stays. */
  void publish(Path written, ContentName name) throws IOException {
    Path target = path(name);
    if (Files.exists(target)) {
      Files.deleteIfExists(written);
      return;
    }
    Files.createDirectories(target.getParent());
    try (FileChannel file = FileChannel.open(written, StandardOpenOption.WRITE)) {
      file.force(true);
    }
    Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Where the file is, if it is there. */
  Optional<Path> find(ContentName name) {
    Path file = path(name);
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  /** Whether the file was there and is gone now. */
  boolean delete(ContentName name, long ifOlderThanSecond) throws IOException {
    Path file = path(name);
    try {
      boolean young =
          ifOlderThanSecond > 0
              && Files.getLastModifiedTime(file).toInstant().getEpochSecond() >= ifOlderThanSecond;
      return !young && Files.deleteIfExists(file);
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  /** Makes the file appear under another source; without copying where the file system can link. */
  void copy(Path from, ContentName to) throws IOException {
    if (find(to).isPresent()) {
      return;
    }
    Path part = begin();
    try {
      Files.createLink(part, from);
    } catch (UnsupportedOperationException | FileAlreadyExistsException noLinks) {
      Files.copy(from, part);
    }
    publish(part, to);
  }
}
