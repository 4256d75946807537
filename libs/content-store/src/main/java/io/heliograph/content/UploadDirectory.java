package io.heliograph.content;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * The directory of files that are not visible yet: a folder of this process below {@code
 * <root>/.incoming}, with a locked file in it for as long as the process lives, however it ends. At
 * the start folders whose lock is free are removed: what their processes left unfinished. Symbolic
 * links are not followed. Blocks; thread-safe.
 */
public final class UploadDirectory implements AutoCloseable {
  private static final String LOCK = "lock";
  private static final String PART = ".part";

  private final Path folder;
  private final FileChannel lock;

  private UploadDirectory(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Opens a folder of this process below {@code root} and sweeps those of processes gone.
   *
   * @throws IOException when the folder cannot be made or locked
   */
  public static UploadDirectory open(Path root) throws IOException {
    Path parent = root.resolve(".incoming");
    Files.createDirectories(parent);
    // The sweepers take turns: none may see a folder that another is about to lock.
    try (FileChannel turn = create(root.resolve(".incoming.lock"));
        FileLock held = turn.lock()) {
      sweep(parent);
      Path own = Files.createDirectory(parent.resolve(UUID.randomUUID().toString()));
      FileChannel lock = create(own.resolve(LOCK));
      if (!held.isValid() || lock.tryLock() == null) {
        throw new IOException("cannot lock " + own);
      }
      return new UploadDirectory(own, lock);
    }
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  }

  private static void sweep(Path parent) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent)) {
      for (Path folder : folders) {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && isAbandoned(folder)) {
          remove(folder);
        }
      }
    }
  }

  private static boolean isAbandoned(Path folder) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (OverlappingFileLockException ours) {
      return false;
    } catch (NoSuchFileException neverLocked) {
      return true;
    }
  }

  /** Only what we make is removed; a folder with something else in it stays. */
  private static void remove(Path folder) throws IOException {
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "*" + PART)) {
      for (Path part : parts) {
        Files.deleteIfExists(part);
      }
    }
    try (DirectoryStream<Path> rest = Files.newDirectoryStream(folder)) {
      for (Path file : rest) {
        if (!file.getFileName().toString().equals(LOCK)) {
          return;
        }
      }
    }
    Files.deleteIfExists(folder.resolve(LOCK));
    Files.deleteIfExists(folder);
  }

  /** Where the files lie. */
  public Path folder() {
    return folder;
  }

  /** A name for a new file. */
  Path next() {
    return folder.resolve(UUID.randomUUID() + PART);
  }

  @Override
  public void close() throws IOException {
    lock.close();
    remove(folder);
  }
}
