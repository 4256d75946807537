package io.heliograph.identify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What the identifier and {@code file} say of a corpus, and how often each is right. */
final class CorpusReport {
  /** A format counts from so many files on. */
  static final int FILES_MIN = 20;

  private static final int CONFUSIONS_SHOWN = 60;

  /** A file with both answers. */
  private record Judged(KnownFile file, String ours, String theirs) {}

  private final List<Judged> judged = new ArrayList<>();
  private final PackageCorpus corpus;
  private final Set<String> knownToBoth = new TreeSet<>();
  private final Scores real;

  private CorpusReport(PackageCorpus corpus, Libmagic libmagic, List<Libmagic.Answer> answers) {
    this.corpus = corpus;
    Identifier identifier = new Identifier();
    List<String> told =
        corpus.files().parallelStream().map(file -> tell(identifier, file.file())).toList();
    for (int place = 0; place < told.size(); place++) {
      judged.add(
          new Judged(
              corpus.files().get(place), told.get(place), libmagic.format(answers.get(place))));
    }
    real = scores(one -> !one.file().isMade(), true);
    knownToBoth.addAll(real.formats(FILES_MIN));
    knownToBoth.retainAll(libmagic.formats());
  }

  private static String tell(Identifier identifier, Path file) {
    try (FileChannel content = FileChannel.open(file)) {
      return identifier.identify(content).fileFormat();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static CorpusReport of(PackageCorpus corpus, Path folder)
      throws IOException, InterruptedException {
    List<Path> paths = corpus.files().stream().map(KnownFile::file).toList();
    return new CorpusReport(corpus, new Libmagic(), Libmagic.answers(paths, folder));
  }

  /** What is right of the files of packages. */
  Scores real() {
    return real;
  }

  /** Of the formats that both know and that have enough files. */
  double macroF1() {
    return scores(this::isOfBoth, true).macroF1(knownToBoth);
  }

  double macroF1OfFile() {
    return scores(this::isOfBoth, false).macroF1(knownToBoth);
  }

  private boolean isOfBoth(Judged one) {
    return !one.file().isMade() && knownToBoth.contains(one.file().format());
  }

  private Scores scores(Predicate<Judged> which, boolean ours) {
    Scores scores = new Scores();
    judged.stream()
        .filter(which)
        .forEach(one -> scores.add(one.file(), ours ? one.ours() : one.theirs()));
    return scores;
  }

  /** Writes the report and, beside it, a line for each file that was told wrong. */
  Path write(Path folder) throws IOException {
    StringBuilder text = new StringBuilder(32_768);
    addHead(text);
    addFormats(text);
    addConfusions(text);
    addWorse(text);
    text.append("\n## Gone\n\n");
    text.append(corpus.gone().isEmpty() ? "Nothing.\n" : "");
    corpus.gone().forEach(line -> text.append("- ").append(line.replace('\t', ' ')).append('\n'));
    Path written = folder.resolve("corpus-" + LocalDate.now(ZoneOffset.UTC) + ".md");
    Files.writeString(written, text);
    Files.write(
        folder.resolve("wrong.tsv"),
        judged.stream()
            .filter(one -> !one.file().isRight(one.ours()))
            .map(CorpusReport::line)
            .sorted()
            .toList());
    return written;
  }

  private static String line(Judged one) {
    KnownFile file = one.file();
    return String.join(
        "\t",
        file.format(),
        one.ours(),
        one.theirs(),
        file.owner(),
        file.place(),
        "" + file.file());
  }

  private void addHead(StringBuilder text) {
    long files = judged.stream().filter(one -> !one.file().isMade()).count();
    Set<String> packages = new HashSet<>();
    judged.stream()
        .filter(one -> !one.file().isMade())
        .forEach(one -> packages.add(one.file().owner()));
    Scores held = scores(one -> !one.file().isMade() && one.file().isHeldOut(), true);
    text.append("# The identifier on real files of packages\n\n- Date: ")
        .append(LocalDate.now(ZoneOffset.UTC));
    text.append(
        String.format(
            Locale.ROOT,
            "%n- Files: %d of %d packages of Debian, npm and Maven, %d formats; %d formats with %d"
                + " files and more%n- Macro-F1 on the %d formats that both know: ours %.4f, `file`"
                + " %.4f%n- Macro-F1 on all formats with %d files and more: %.4f%n- Of it on"
                + " packages that no weight was learnt from: %.4f (formats with 5 files and"
                + " more)%n",
            files,
            packages.size(),
            real.formats(1).size(),
            real.formats(FILES_MIN).size(),
            FILES_MIN,
            knownToBoth.size(),
            macroF1(),
            macroF1OfFile(),
            FILES_MIN,
            real.macroF1(real.formats(FILES_MIN)),
            held.macroF1(held.formats(5))));
  }

  private void addFormats(StringBuilder text) {
    Scores theirs = scores(one -> !one.file().isMade(), false);
    Scores held = scores(one -> !one.file().isMade() && one.file().isHeldOut(), true);
    Scores made = scores(one -> one.file().isMade(), true);
    text.append(
        """

        ## Formats

        Made: files that a writer of Debian's made for the corpus; they are in no other column.

        | format | files | precision | recall | F1 | F1 of `file` | held out | F1 held out | made | right of made |
        |---|---|---|---|---|---|---|---|---|---|
        """);
    Set<String> formats = new TreeSet<>(real.formats(1));
    formats.addAll(made.formats(1));
    for (String format : formats) {
      boolean both = knownToBoth.contains(format);
      int madeFiles = made.of(format).files();
      text.append(
          String.format(
              Locale.ROOT,
              "| `%s` | %d | %.3f | %.3f | %.3f | %s | %d | %.3f | %d | %s |%n",
              format,
              real.of(format).files(),
              real.of(format).precision(),
              real.of(format).recall(),
              real.of(format).f1(),
              both ? String.format(Locale.ROOT, "%.3f", theirs.of(format).f1()) : "",
              held.of(format).files(),
              held.of(format).f1(),
              madeFiles,
              madeFiles == 0 ? "" : "" + Math.round(made.of(format).recall() * madeFiles)));
    }
  }

  private void addConfusions(StringBuilder text) {
    text.append("\n## Told for another\n\n| is | told | files |\n|---|---|---|\n");
    real.confusions().stream()
        .limit(CONFUSIONS_SHOWN)
        .forEach(
            entry ->
                text.append(
                    "| `%s` | `%s` | %d |%n"
                        .formatted(
                            entry.getKey().format(), entry.getKey().told(), entry.getValue())));
  }

  /** Where {@code file} is right and the identifier is not, kind by kind. */
  private void addWorse(StringBuilder text) {
    Map<String, String> reasons = new HashMap<>();
    for (String[] cells : CorpusTables.rows("corpus-reasons.tsv")) {
      reasons.put(cells[0] + "\t" + cells[1], cells[2]);
    }
    text.append(
        """

        ## Where `file` is right and we are not

        | is | told | file | reason |
        |---|---|---|---|
        """);
    judged.stream()
        .filter(one -> !one.file().isMade() && !one.file().isRight(one.ours()))
        .filter(one -> one.file().isRight(one.theirs()))
        .sorted(Comparator.comparing(CorpusReport::line))
        .forEach(
            one ->
                text.append(
                    "| `%s` | `%s` | %s %s | %s |%n"
                        .formatted(
                            one.file().format(),
                            one.ours(),
                            one.file().owner(),
                            one.file().place().replace("|", "\\|"),
                            reasons.getOrDefault(
                                one.file().format() + "\t" + one.ours(), "not looked at"))));
  }
}
