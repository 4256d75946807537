package io.heliograph.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a log file, for the message of a failed start. */
public final class LogTail {

  private static final int READ_BYTES_MAX = 64 * 1024;

  private LogTail() {}

  /** At most that many lines from the file's end; empty when there is no such file. */
  public static String of(Path log, int linesMax) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      int length = (int) Math.min(file.length(), READ_BYTES_MAX);
      file.seek(file.length() - length);
      byte[] bytes = new byte[length];
      file.readFully(bytes);
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - linesMax), lines.size()));
    } catch (IOException unreadable) {
      return "";
    }
  }
}
