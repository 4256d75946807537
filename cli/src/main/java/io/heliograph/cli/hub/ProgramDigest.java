package io.heliograph.cli.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A short sum over what a folder's jars hold, blind to their time stamps: a build that changed
 * nothing does not restart anything.
 */
final class ProgramDigest {

  private ProgramDigest() {}

  /** Eight hexadecimal digits; "absent" when there is no such folder. */
  static String of(Path folder) {
    if (!Files.isDirectory(folder)) {
      return "absent";
    }
    CRC32 sum = new CRC32();
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      for (Path jar : jars) {
        add(sum, folder.relativize(jar).toString());
        addEntries(sum, jar);
      }
    } catch (IOException failure) {
      throw new HubException("cannot read " + folder, failure);
    }
    return Long.toHexString(sum.getValue() | 1L << 32).substring(1);
  }

  private static void addEntries(CRC32 sum, Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      zip.stream()
          .sorted(Comparator.comparing(ZipEntry::getName))
          .forEach(entry -> add(sum, entry.getName() + ' ' + entry.getCrc() + '\n'));
    }
  }

  private static void add(CRC32 sum, String text) {
    sum.update(text.getBytes(StandardCharsets.UTF_8));
  }
}
