package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample is recognised, and the table for readers says the same as the one of the test. */
class SamplesTest {
  private static final Identifier IDENTIFIER = new Identifier();

  private record Row(String file, String format, String kind, String how) {}

  private static List<Row> rows() throws IOException {
    try (InputStream table = SamplesTest.class.getResourceAsStream("samples.tsv")) {
      return new String(table.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .map(cells -> new Row(cells[0], cells[1], cells[2], cells[3]))
          .toList();
    }
  }

  static Path folder() throws URISyntaxException {
    return Path.of(SamplesTest.class.getResource("samples").toURI());
  }

  static Stream<Arguments> samples() throws IOException {
    return rows().stream().map(row -> Arguments.of(row.file(), row.format()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void shouldRecogniseTheSample(String file, String format) throws Exception {
    try (FileChannel content = FileChannel.open(folder().resolve(file))) {
      FileType type = IDENTIFIER.identify(content);

      assertThat(type.fileFormat()).isEqualTo(format);
      assertThat(type.mime()).matches("[a-z]+/[\\w.+-]+").doesNotContain("tika");
      assertThat(type.magic()).isNotEmpty();
    }
  }

  @Test
  void shouldRecogniseAtLeastSixtyFormatsOnRealFiles() throws Exception {
    Set<String> real =
        rows().stream()
            .filter(row -> row.kind().equals("tool") || row.kind().equals("text"))
            .map(Row::format)
            .collect(Collectors.toSet());
    real.removeAll(Set.of("unknown", "text/plain"));

    assertThat(real).hasSizeGreaterThanOrEqualTo(60);
    try (Stream<Path> files = Files.list(folder())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(rows().stream().map(Row::file).toList());
    }
  }

  @Test
  void shouldTellReadersWhatIsRecognised() throws Exception {
    Path docs = Path.of(System.getProperty("heliograph.home"), "docs", "file-formats.md");

    assertThat(Files.readAllLines(docs).stream().filter(line -> line.startsWith("| `")))
        .containsExactlyInAnyOrderElementsOf(
            rows().stream()
                .map(
                    row ->
                        "| `%s` | `%s` | %s | %s |"
                            .formatted(row.format(), row.file(), row.kind(), row.how()))
                .toList());
  }
}
