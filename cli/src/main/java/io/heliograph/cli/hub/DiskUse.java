package io.heliograph.cli.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a folder takes on the disk. Kafka's index files are long and nearly empty: what counts are
 * the blocks that are allocated, which only the system's {@code du} tells.
 */
public final class DiskUse {

  private static final long KIBIBYTE = 1024;
  private static final double BYTES_PER_GIBIBYTE = 1 << 30;

  private DiskUse() {}

  /** What is free on the disk of that folder, to be appended; empty when it does not tell. */
  public static String room(Path folder) {
    try {
      FileStore disk = Files.getFileStore(folder);
      return String.format(
          Locale.ROOT,
          ", free %.1f of %.1f GiB",
          disk.getUsableSpace() / BYTES_PER_GIBIBYTE,
          disk.getTotalSpace() / BYTES_PER_GIBIBYTE);
    } catch (IOException notThere) {
      return "";
    }
  }

  /** The allocated bytes below the folder; the files' lengths where there is no {@code du}. */
  public static long bytes(Path folder) {
    if (!Files.exists(folder)) {
      return 0;
    }
    try {
      Process du =
          new ProcessBuilder("du", "-sk", folder.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      // It tells the sum also when files vanished under it and it says so by its exit code.
      String told = new String(du.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      String sum = told.strip().split("\\s", -1)[0];
      return sum.matches("[0-9]{1,15}") ? Long.parseLong(sum) * KIBIBYTE : Trees.sizeBytes(folder);
    } catch (IOException noSuchProgram) {
      return Trees.sizeBytes(folder);
    }
  }
}
