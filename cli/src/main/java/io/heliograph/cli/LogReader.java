package io.heliograph.cli;

import io.heliograph.cli.hub.LogFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a log as it grows, also over its rotation: the log is emptied then, and what was in it lies
 * in the newest older file at the same places.
 */
final class LogReader implements AutoCloseable {

  private static final int CHUNK_BYTES = 64 * 1024;

  private final Path log;
  private final RandomAccessFile file;

  LogReader(Path log) throws IOException {
    this.log = log;
    this.file = new RandomAccessFile(log.toFile(), "r");
  }

  /** Prints what was written since the last call. */
  void copyNew(PrintWriter out) throws IOException {
    long position = file.getFilePointer();
    if (file.length() < position) {
      Path older = LogFiles.newestOlder(log);
      if (Files.isRegularFile(older)) {
        try (RandomAccessFile rest = new RandomAccessFile(older.toFile(), "r")) {
          rest.seek(position);
          copy(rest, out);
        }
      }
      file.seek(0);
    }
    copy(file, out);
    out.flush();
  }

  private static void copy(RandomAccessFile from, PrintWriter out) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    for (int count = from.read(chunk); count > 0; count = from.read(chunk)) {
      out.print(new String(chunk, 0, count, StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
