package io.heliograph.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The files below a path in their order, and what could not be listed. One thread at a time. */
final class FileListing extends SimpleFileVisitor<Path> {
  private final Path named;
  private final Set<Path> files = new TreeSet<>();
  private final Map<Path, String> failures = new TreeMap<>();

  private FileListing(Path named) {
    this.named = named;
  }

  static FileListing of(Path path) {
    FileListing listing = new FileListing(path);
    if (!Files.exists(path)) {
      listing.failures.put(path, "there is no such file");
      return listing;
    }
    try {
      Files.walkFileTree(path, listing);
    } catch (IOException unreadable) {
      listing.failures.put(path, unreadable.toString());
    }
    return listing;
  }

  Set<Path> files() {
    return files;
  }

  /** Why a path was not listed. */
  Map<Path, String> failures() {
    return failures;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    // A link that was named is followed, one below is not.
    if (attributes.isRegularFile() || (named.equals(file) && Files.isRegularFile(file))) {
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
