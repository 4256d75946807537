package io.heliograph.identify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The identifier on thousands of real files, beside {@code file}: the suite {@code corpus}, run by
 * {@code ./heliograph test --long}. The report is {@code target/corpus/corpus-DATE.md}.
 */
@Tag("corpus")
class PackageCorpusTest {
  private static final int FILES_MIN = 5_000;
  private static final int FORMATS_MIN = 60;
  private static final double MACRO_F1_MIN = 0.97;

  /** So many in a hundred packages may be gone. */
  private static final int GONE_PERCENT_MAX = 5;

  @Test
  void shouldBeRightMoreOftenThanFileWhenTheFilesAreReal() throws Exception {
    Path module = Path.of(System.getProperty("heliograph.home"), "libs/identify");
    Path folder = Path.of(System.getProperty("heliograph.corpus", module + "/target/corpus"));
    Files.createDirectories(folder);
    PackageCorpus corpus = PackageCorpus.in(folder.toAbsolutePath());

    CorpusReport report = CorpusReport.of(corpus, folder);
    Path written = report.write(folder);

    List<KnownFile> real = corpus.files().stream().filter(file -> !file.isMade()).toList();
    int packages = CorpusTables.rows("corpus-packages.tsv").size();
    assertThat(corpus.gone().stream().filter(line -> line.startsWith("gone")))
        .hasSizeLessThanOrEqualTo(packages * GONE_PERCENT_MAX / 100);
    assertThat(real).hasSizeGreaterThan(FILES_MIN * (100 - GONE_PERCENT_MAX) / 100);
    assertThat(report.real().formats(CorpusReport.FILES_MIN))
        .hasSizeGreaterThanOrEqualTo(FORMATS_MIN);
    assertThat(report.macroF1()).as(written.toString()).isGreaterThanOrEqualTo(MACRO_F1_MIN);
    assertThat(report.macroF1()).as(written.toString()).isGreaterThan(report.macroF1OfFile());
  }
}
