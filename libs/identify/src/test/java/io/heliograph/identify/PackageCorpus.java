package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The files of {@code corpus.tsv}, laid down by {@code corpus.py} from packages of Debian, npm and
 * Maven, each under its hash; and what writers of Debian's make of them.
 *
 * @param gone lines of what could not be got
 */
record PackageCorpus(List<KnownFile> files, List<String> gone) {
  private static final long HOURS_MAX = 2;

  /** Gets what is missing. The folder keeps packages and files for the next run. */
  static PackageCorpus in(Path folder) throws IOException, InterruptedException {
    Path laid = folder.resolve("files");
    Path made = folder.resolve("made");
    Files.createDirectories(made);
    List<String> gone = script(folder, "fetch", folder.resolve("packages"), laid);
    List<KnownFile> files = new ArrayList<>();
    for (String[] cells : CorpusTables.rows("corpus.tsv")) {
      Path file = laid.resolve(cells[3]);
      if (Files.exists(file)) {
        Set<String> also = cells[5].isEmpty() ? Set.of() : Set.of(cells[5].split(",", -1));
        files.add(new KnownFile(cells[0], cells[2], file, cells[4], also, false));
      }
    }
    for (String line : script(folder, "make", laid, made)) {
      String[] cells = line.split("\t", -1);
      files.add(new KnownFile(cells[1], cells[2], Path.of(cells[2]), cells[0], Set.of(), true));
    }
    return new PackageCorpus(List.copyOf(files), gone);
  }

  private static List<String> script(Path folder, String command, Path from, Path to)
      throws IOException, InterruptedException {
    Path script =
        Path.of(System.getProperty("heliograph.home"), "libs/identify/src/test/python/corpus.py");
    Path printed = folder.resolve(command + ".txt");
    Process process =
        new ProcessBuilder(
                "python3", "-B", script.toString(), command, from.toString(), to.toString())
            .redirectOutput(printed.toFile())
            .redirectError(folder.resolve(command + "-errors.txt").toFile())
            .start();
    if (!process.waitFor(HOURS_MAX, TimeUnit.HOURS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(
          "corpus.py " + command + " failed; see " + folder.resolve(command + "-errors.txt"));
    }
    return Files.readAllLines(printed, UTF_8);
  }
}
