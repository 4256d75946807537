package io.heliograph.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Objects as files: {@code <root>/<source>/<label>/<h0>/<h1>/<file>}. A file is forced to disk,
 * renamed to its place and its folder forced, in this order: after a crash at any moment it is
 * there whole or not at all. What changes one name is done under one lock, so that a file made
 * young again is not removed by a sweep that saw it old. All work runs on the given threads.
 */
public final class LocalContentStore implements ContentStore {
  private static final int LOCKS = 64;

  private final Path root;
  private final UploadDirectory directory;
  private final ContentThreads threads;
  private final InstantSource clock;
  private final Object[] locks = new Object[LOCKS];

  /** Folders whose entries were forced to disk by this process: 273 for a source and label. */
  private final Set<Path> durable = ConcurrentHashMap.newKeySet();

  /**
   * Objects below that folder, which is made when there is none.
   *
   * @param directory on the same file system, so that a file is moved and not copied
   * @param clock says how old an object is
   */
  public LocalContentStore(
      Path root, UploadDirectory directory, ContentThreads threads, InstantSource clock) {
    this.root = root;
    this.directory = directory;
    this.threads = threads;
    this.clock = clock;
    for (int at = 0; at < LOCKS; at++) {
      locks[at] = new Object();
    }
  }

  private Path path(StoredName name) {
    ContentName content = name.content();
    return root.resolve(content.source())
        .resolve(content.label())
        .resolve(content.sha256().substring(0, 1))
        .resolve(content.sha256().substring(1, 2))
        .resolve(name.file());
  }

  private Object lockOf(Path path) {
    return locks[Math.floorMod(path.getFileName().hashCode(), LOCKS)];
  }

  /** Writes, where uploads are written, and looks whether the place of the objects may be. */
  @Override
  public CompletionStage<Void> check() {
    return threads.call(
        () -> {
          Files.createDirectories(root);
          if (!Files.isWritable(root)) {
            throw new AccessDeniedException(root.toString());
          }
          Path trial = directory.next();
          try {
            Files.write(trial, new byte[] {1}, StandardOpenOption.CREATE_NEW);
          } finally {
            Files.deleteIfExists(trial);
          }
          return null;
        });
  }

  @Override
  public CompletionStage<Optional<Found>> find(StoredName name) {
    return threads.call(() -> found(path(name)));
  }

  private static Optional<Found> found(Path path) throws IOException {
    try {
      BasicFileAttributes file =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return file.isRegularFile()
          ? Optional.of(new Found(file.size(), file.lastModifiedTime().toInstant()))
          : Optional.empty();
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  @Override
  public CompletionStage<Void> put(Path file, StoredName name) {
    return threads.call(
        () -> {
          publish(file, path(name));
          Files.deleteIfExists(file);
          return null;
        });
  }

  private void publish(Path written, Path target) throws IOException {
    try (FileChannel file = FileChannel.open(written, StandardOpenOption.WRITE)) {
      // Outside the lock: it takes as long as the disk does, and the file is not visible yet.
      file.force(false);
    } catch (NoSuchFileException moved) {
      // An earlier attempt failed after the move.
    }
    synchronized (lockOf(target)) {
      if (found(target).isPresent()) {
        Files.setLastModifiedTime(target, FileTime.from(clock.instant()));
        // Whoever moved it there may have died, or failed, before this.
        force(target.getParent());
        return;
      }
      makeFolders(target.getParent());
      Files.setLastModifiedTime(written, FileTime.from(clock.instant()));
      Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
      force(target.getParent());
    }
  }

  /**
   * A new folder's entry must be durable as well, up to the root; also when another thread, or a
   * process that died, has just made it.
   */
  private void makeFolders(Path folder) throws IOException {
    if (folder.equals(root) || (durable.contains(folder) && Files.isDirectory(folder))) {
      return;
    }
    makeFolders(folder.getParent());
    Files.createDirectories(folder);
    force(folder.getParent());
    durable.add(folder);
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  @Override
  public CompletionStage<byte[]> read(StoredName name, long offset, int length) {
    return threads.call(
        () -> {
          ByteBuffer bytes = ByteBuffer.allocate(length);
          try (FileChannel file = FileChannel.open(path(name), StandardOpenOption.READ)) {
            while (bytes.hasRemaining()) {
              if (file.read(bytes, offset + bytes.position()) < 0) {
                throw new IOException("the object is shorter than it was");
              }
            }
          }
          return bytes.array();
        });
  }

  @Override
  public CompletionStage<Boolean> delete(StoredName name, Instant before) {
    return threads.call(() -> deleteOlder(path(name), before));
  }

  private boolean deleteOlder(Path path, Instant before) throws IOException {
    synchronized (lockOf(path)) {
      Optional<Found> file = found(path);
      return file.isPresent()
          && file.get().modified().isBefore(before)
          && Files.deleteIfExists(path);
    }
  }

  @Override
  public CompletionStage<Boolean> copy(StoredName from, StoredName to) {
    return threads.call(
        () -> {
          if (found(path(from)).isEmpty()) {
            return false;
          }
          // Not a link: the copy has an age of its own. File systems that can share blocks do.
          Path part = directory.next();
          try {
            Files.copy(path(from), part);
            publish(part, path(to));
            return true;
          } catch (NoSuchFileException gone) {
            return false;
          } finally {
            Files.deleteIfExists(part);
          }
        });
  }

  @Override
  public CompletionStage<Long> expire(String source, Instant before) {
    return threads.call(() -> sweep(root.resolve(source), before));
  }

  private long sweep(Path folder, Instant before) throws IOException {
    long[] removed = {0};
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return 0;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes facts)
              throws IOException {
            if (facts.isRegularFile()
                && facts.lastModifiedTime().toInstant().isBefore(before)
                && deleteOlder(file, before)) {
              removed[0]++;
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw new UncheckedIOException(failure);
          }
        });
    return removed[0];
  }

  @Override
  public Optional<Path> file(StoredName name) {
    return Optional.of(path(name));
  }

  @Override
  public void close() {
    // The threads belong to whoever made them.
  }
}
