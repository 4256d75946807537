package io.heliograph.identify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** At least 300 files that every build has are told right; the thousands are the suite corpus. */
class BuildFilesTest {
  private static final int FILES_MIN = 300;
  private static final int FORMATS_MIN = 15;

  /** What is left is text: of a hundred files so many may be told wrong. */
  private static final int WRONG_PERCENT_MAX = 2;

  @Test
  void shouldTellTheFilesOfEveryBuild() throws Exception {
    List<BuildFiles.Known> files = BuildFiles.all();
    Identifier identifier = new Identifier();
    Scores scores = new Scores();
    List<String> wrong = new ArrayList<>();

    for (BuildFiles.Known file : files) {
      String told = identifier.identify(new BytesChannel(file.content())).fileFormat();
      KnownFile known =
          new KnownFile("build", file.name(), Path.of("."), file.format(), Set.of(), false);
      scores.add(known, told);
      if (!known.isRight(told)) {
        wrong.add(file.name() + " is " + file.format() + ", told " + told);
      }
    }

    assertThat(files).hasSizeGreaterThanOrEqualTo(FILES_MIN);
    assertThat(scores.formats(5)).hasSizeGreaterThanOrEqualTo(FORMATS_MIN);
    assertThat(wrong).hasSizeLessThanOrEqualTo(files.size() * WRONG_PERCENT_MAX / 100);
    assertThat(scores.formats(1).stream().filter(format -> !format.startsWith("code/")))
        .allSatisfy(
            format ->
                assertThat(scores.of(format).recall()).as("%s: %s", format, wrong).isEqualTo(1.0));
  }
}
