package io.heliograph.identify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** What the program {@code file} of this machine says, in the ids of Azul. */
final class Libmagic {
  private static final long MINUTES_MAX = 20;

  /** A row of libmagic-formats.tsv: a media type, words of the description, the id. */
  private record Row(String mime, String words, String format) {
    boolean fits(Answer answer) {
      return answer.mime().equals(mime) && answer.description().contains(words);
    }
  }

  /** What it says of one file. */
  record Answer(String mime, String description) {}

  private final List<Row> rows = new ArrayList<>();

  Libmagic() {
    for (String[] cells : CorpusTables.rows("libmagic-formats.tsv")) {
      rows.add(new Row(cells[0], cells[1], cells[2]));
    }
  }

  /** The formats that it has a name for. */
  Set<String> formats() {
    Set<String> formats = new TreeSet<>();
    rows.forEach(row -> formats.add(row.format()));
    return formats;
  }

  /** What it says of each of the files. */
  static List<Answer> answers(List<Path> files, Path folder)
      throws IOException, InterruptedException {
    List<String> mimes = run(files, folder, "--mime-type");
    List<String> descriptions = run(files, folder, "--keep-going");
    List<Answer> answers = new ArrayList<>();
    for (int place = 0; place < files.size(); place++) {
      answers.add(new Answer(mimes.get(place), descriptions.get(place)));
    }
    return answers;
  }

  /** Its answer as an id; {@code unknown} where it is none of ours. */
  String format(Answer answer) {
    return rows.stream()
        .filter(row -> row.fits(answer))
        .map(Row::format)
        .findFirst()
        .orElse(FileType.UNKNOWN);
  }

  private static List<String> run(List<Path> files, Path folder, String option)
      throws IOException, InterruptedException {
    Path names = folder.resolve("names.txt");
    Path answers = folder.resolve("answers.txt");
    Files.write(names, files.stream().map(Path::toString).toList());
    List<String> command = new ArrayList<>(List.of("file", "--brief"));
    if (option.equals("--mime-type")) {
      command.add(option);
    }
    command.addAll(List.of("--files-from", names.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(answers.toFile())
            .start();
    if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("file did not answer within " + MINUTES_MAX + " minutes");
    }
    List<String> lines =
        new String(Files.readAllBytes(answers), java.nio.charset.StandardCharsets.ISO_8859_1)
            .lines()
            .toList();
    if (lines.size() != files.size()) {
      throw new IOException(
          "file gave " + lines.size() + " answers for " + files.size() + " files");
    }
    return lines;
  }
}
