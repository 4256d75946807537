package io.heliograph.cli.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Bounds the log of a part: at its size the log's content is copied to {@code NAME.log.1}, older
 * ones move on to {@code .4}, and the log starts over in the same file, which the part holds open
 * for appending. No process stands between a part and its log that could end or block it. What the
 * part writes between the end of the copy and the cut, some microseconds, is lost.
 */
public final class LogFiles {

  /** How many older files are kept beside the log. */
  static final int OLDER = 4;

  private static final int COPIES_MAX = 16;

  private final long bytesMax;

  LogFiles(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** The newest of the older files. */
  public static Path newestOlder(Path log) {
    return older(log, 1);
  }

  /** Whether the log was at its size and is empty now. */
  boolean rotate(Path log) {
    try {
      if (!Files.isRegularFile(log) || Files.size(log) < bytesMax) {
        return false;
      }
      for (int number = OLDER; number > 1; number--) {
        Path younger = older(log, number - 1);
        if (Files.exists(younger)) {
          Files.move(younger, older(log, number), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      cut(log, older(log, 1));
      return true;
    } catch (IOException failure) {
      throw new HubException("cannot rotate " + log + ": " + failure, failure);
    }
  }

  /**
   * Copies up to the end, or a few times when the part writes as fast as we copy; the cut follows
   * at once. Of a log that was not bounded for long only the end is kept.
   */
  private void cut(Path log, Path copy) throws IOException {
    try (FileChannel from =
            FileChannel.open(log, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileChannel to =
            FileChannel.open(
                copy,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
      long position = Math.max(0, from.size() - 2 * bytesMax);
      for (int round = 0; round < COPIES_MAX && from.size() > position; round++) {
        position += from.transferTo(position, from.size() - position, to);
      }
      from.truncate(0);
    }
  }

  private static Path older(Path log, int number) {
    return log.resolveSibling(log.getFileName() + "." + number);
  }
}
