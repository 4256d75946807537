package io.heliograph.bench.identify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.bench.Machine;
import io.heliograph.identify.Identifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Counts how often the identifier says what the end of a file's name says, family by family, beside
 * {@code file} of the same machine. The name is no proof: what a family gets wrong is listed, and
 * much of it is misnamed, empty of code, or cut.
 */
public final class FamilyReport {
  private static final long FILE_BYTES_MAX = 3 << 20;
  private static final int OTHERS_SHOWN = 3;
  private static final long FILE_SECONDS_MAX = 60;

  /** What is right of files with that end of their names. */
  private record Family(List<String> formats, List<String> mediaTypes) {}

  private final Identifier identifier = new Identifier();
  private final Map<String, Family> families = new LinkedHashMap<>();
  private final Map<String, List<Path>> files = new TreeMap<>();

  private FamilyReport() throws IOException {
    try (InputStream table = FamilyReport.class.getResourceAsStream("families.tsv")) {
      if (table == null) {
        throw new IOException("families.tsv is not on the class path");
      }
      for (String line : new String(table.readAllBytes(), UTF_8).lines().toList()) {
        if (!line.startsWith("#")) {
          String[] cells = line.split("\t", -1);
          families.put(
              cells[0],
              new Family(List.of(cells[1].split(",", -1)), List.of(cells[2].split(",", -1))));
        }
      }
    }
  }

  /** Arguments: the folder for the report, files of a family at most, seed, folders to look in. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    FamilyReport report = new FamilyReport();
    for (int place = 3; place < arguments.length; place++) {
      report.collect(Path.of(arguments[place]));
    }
    Random random = new Random(Long.parseLong(arguments[2]));
    int most = Integer.parseInt(arguments[1]);
    StringBuilder text = new StringBuilder(4096);
    text.append("# Formats of files of this machine\n\n- Date: ")
        .append(LocalDate.now(ZoneOffset.UTC));
    text.append("\n- Machine: ").append(Machine.line()).append("\n- Command: `FamilyReport ");
    text.append(String.join(" ", arguments)).append("`\n\n");
    text.append("| end of the name | files | right | `file` right | what else ours said |\n");
    text.append("|---|---|---|---|---|\n");
    for (String end : report.families.keySet()) {
      List<Path> found = report.files.getOrDefault(end, new ArrayList<>());
      found.sort(Comparator.naturalOrder());
      Collections.shuffle(found, random);
      if (!found.isEmpty()) {
        text.append(report.row(end, found.subList(0, Math.min(most, found.size()))));
      }
    }
    Path written = Path.of(arguments[0], "formats-" + LocalDate.now(ZoneOffset.UTC) + ".md");
    Files.writeString(written, text);
    System.out.println(written);
  }

  private void collect(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            String end = name.substring(name.lastIndexOf('.') + 1);
            boolean fits = attributes.size() > 0 && attributes.size() < FILE_BYTES_MAX;
            if (attributes.isRegularFile() && fits && families.containsKey(end)) {
              files.computeIfAbsent(end, none -> new ArrayList<>()).add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private String row(String end, List<Path> sample) throws IOException, InterruptedException {
    Family family = families.get(end);
    int right = 0;
    Map<String, Integer> others = new TreeMap<>();
    for (Path file : sample) {
      String format = format(file);
      if (family.formats().contains(format)) {
        right++;
      } else {
        others.merge(format, 1, Integer::sum);
      }
    }
    List<String> shown =
        others.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .limit(OTHERS_SHOWN)
            .map(other -> "`" + other.getKey() + "` " + other.getValue())
            .toList();
    long byFile = mediaTypes(sample).stream().filter(family.mediaTypes()::contains).count();
    return "| %s | %d | %d | %d | %s |%n"
        .formatted(end, sample.size(), right, byFile, String.join(", ", shown));
  }

  private String format(Path file) throws IOException {
    try (FileChannel content = FileChannel.open(file)) {
      return identifier.identify(content).fileFormat();
    }
  }

  /** What {@code file} says of each. */
  private static List<String> mediaTypes(List<Path> sample)
      throws IOException, InterruptedException {
    Path names = Files.createTempFile("names", ".txt");
    Path answers = Files.createTempFile("answers", ".txt");
    try {
      Files.write(names, sample.stream().map(Path::toString).toList());
      Process process =
          new ProcessBuilder("file", "--brief", "--mime-type", "--files-from", names.toString())
              .redirectErrorStream(true)
              .redirectOutput(answers.toFile())
              .start();
      if (!process.waitFor(FILE_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("file did not answer within " + FILE_SECONDS_MAX + " s");
      }
      return Files.readAllLines(answers);
    } finally {
      Files.delete(names);
      Files.delete(answers);
    }
  }
}
