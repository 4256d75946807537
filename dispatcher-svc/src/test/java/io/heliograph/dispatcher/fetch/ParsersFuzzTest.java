package io.heliograph.dispatcher.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs {@link ParsersFuzzer}: on each committed input, and under Jazzer from these, guided by
 * coverage: 2,000 inputs, or 10 minutes with {@code -Dheliograph.tests=long}. What Jazzer printed
 * is {@code target/fuzz-parsers.txt}; what fails is printed there as base64: add it to the corpus.
 *
 * <p>Jazzer does not read classes of this JDK's version: it gets copies that claim to be older.
 */
class ParsersFuzzTest {
  private static final int CLASS_VERSION_PLACE = 7;
  private static final byte CLASS_VERSION_OF_JAVA_21 = 65;
  private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final Path CORPUS =
      MODULE.resolve("src/test/resources/io/heliograph/dispatcher/fetch/corpus");
  private static final String SEPARATOR = System.getProperty("path.separator");

  @TempDir Path folder;

  static List<Path> corpus() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void shouldRefuseOrTakeEveryKnownInput(Path input) throws IOException {
    byte[] bytes = Files.readAllBytes(input);

    assertThatCode(() -> ParsersFuzzer.fuzzerTestOneInput(bytes)).doesNotThrowAnyException();
  }

  @Test
  void shouldSeeAMessageThatIsTooLong() {
    assertThatThrownBy(() -> ParsersFuzzer.requireShort("x".repeat(10_000)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldFindNothingWhenTheParsersAreFuzzed() throws Exception {
    boolean isLong = System.getProperty("heliograph.tests", "").equals("long");
    int seconds = isLong ? 600 : 120;
    Path output = MODULE.resolve("target/fuzz-parsers.txt");
    Files.createDirectories(folder.resolve("found"));
    Process fuzzer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=io.heliograph.dispatcher.fetch.ParsersFuzzer",
                "--instrumentation_includes=io.heliograph.**",
                "--reproducer_path=.",
                "-max_total_time=" + seconds,
                "-runs=" + (isLong ? -1 : 2_000),
                "-seed=" + (isLong ? 0 : 20261130),
                "-timeout=30",
                "-max_len=4096",
                "-print_final_stats=1",
                folder.resolve("found").toString(),
                CORPUS.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean ended = fuzzer.waitFor(seconds + 120L, TimeUnit.SECONDS);

      String printed = Files.readString(output, StandardCharsets.ISO_8859_1);
      assertThat(ended).as(printed).isTrue();
      assertThat(fuzzer.exitValue()).as(printed).isZero();
      assertThat(printed).contains("Done ").contains("cov: ");
      assertThat(folder.resolve("found").toFile().list()).as(printed).hasSizeGreaterThan(20);
    } finally {
      fuzzer.destroyForcibly();
    }
  }

  /** The class path of this test, with copies of our own classes in front of it. */
  private String classPath() throws IOException {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    List<String> entries = new ArrayList<>(List.of(classes.toString()));
    Path project = MODULE.getParent();
    for (String entry : System.getProperty("java.class.path").split(SEPARATOR, -1)) {
      Path place = Path.of(entry).toAbsolutePath();
      if (!place.startsWith(project)) {
        entries.add(entry);
      } else if (Files.isDirectory(place)) {
        copyAsOlder(place, classes);
      } else if (Files.isRegularFile(place)) {
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
          copyAsOlder(jar.getPath("/"), classes);
        }
      }
    }
    return String.join(SEPARATOR, entries);
  }

  private static void copyAsOlder(Path from, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(from)) {
      files = all.filter(file -> file.toString().endsWith(".class")).toList();
    }
    for (Path file : files) {
      byte[] code;
      try (InputStream in = Files.newInputStream(file)) {
        code = in.readAllBytes();
      }
      code[CLASS_VERSION_PLACE] = CLASS_VERSION_OF_JAVA_21;
      Path copy = to.resolve(from.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.write(copy, code);
    }
  }
}
