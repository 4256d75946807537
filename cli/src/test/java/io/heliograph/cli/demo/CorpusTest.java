package io.heliograph.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.cli.hub.HubException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {

  @TempDir private Path folder;

  @Test
  void shouldTakeAThousandFilesOfTheJdkWhenNoFolderIsGiven() throws IOException {
    Corpus corpus = Corpus.ofJdk(folder);

    assertThat(corpus.files()).hasSizeGreaterThanOrEqualTo(1_000);
    try (ZipFile archive = new ZipFile(folder.resolve("classes-01.zip").toFile())) {
      assertThat(archive.size()).isEqualTo(10);
    }
    assertThat(Corpus.ofJdk(folder)).isEqualTo(corpus);
  }

  @Test
  void shouldLeaveOutEmptyFilesAndLinksWhenAFolderIsGiven() throws IOException {
    Files.createDirectories(folder.resolve("sub"));
    Path file = Files.writeString(folder.resolve("sub/a.txt"), "a");
    Files.createFile(folder.resolve("empty"));
    Files.createSymbolicLink(folder.resolve("link"), file);

    Corpus corpus = Corpus.of(folder);

    assertThat(corpus.files()).containsExactly(file);
    assertThat(corpus.skipped()).isEqualTo(1);
    assertThat(corpus.nameOf(file)).isEqualTo("sub/a.txt");
  }

  @Test
  void shouldSayWhatIsWrongWhenThereIsNothingToFeed() {
    assertThatThrownBy(() -> Corpus.of(folder))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("no file with content");
    assertThatThrownBy(() -> Corpus.of(folder.resolve("absent")))
        .isInstanceOf(HubException.class)
        .hasMessage(folder.resolve("absent") + ": no such file or folder");
  }
}
