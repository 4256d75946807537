package io.heliograph.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs each fuzz target under Jazzer, guided by coverage, from the vectors: 10,000 inputs, or 10
 * minutes with {@code -Dheliograph.tests=long}; what it printed, with seed and number of
 * executions, is {@code target/fuzz-*.txt}. What fails is printed as base64. An input that takes
 * longer than a second fails too (Jazzer's own watchdog).
 *
 * <p>Jazzer cannot instrument classes of this JDK's version, and its JUnit extension wants an older
 * JUnit: so the sources are compiled again for Java 21 and run in a JVM of their own.
 */
class FuzzTest {
  private static final String RELEASE = "21";

  /** What counts as a hang on a machine that does other things, instrumenting included. */
  private static final int HANG_SECONDS = 30;

  private static final int MAX_LENGTH = 4096;
  private static final Pattern SLOWEST = Pattern.compile("slowest_unit_time_sec:\\s+([0-9]+)");
  private static final Path MODULE = Path.of(System.getProperty("basedir", ""));
  private static final String PACKAGE = "java/io/heliograph/record";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"BinaryFuzzer", "JsonFuzzer"})
  void shouldFindNothingWhenATargetIsFuzzed(String target) throws Exception {
    Path classes = compiled(target);
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    Path output = MODULE.resolve("target/fuzz-" + target + ".txt").toAbsolutePath();
    Process fuzzer =
        new ProcessBuilder(command(target, classes, corpus, seeds(target)))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean ended = fuzzer.waitFor(seconds() + 120L, TimeUnit.SECONDS);

      String printed = Files.readString(output, StandardCharsets.ISO_8859_1);
      assertThat(ended).as(printed).isTrue();
      assertThat(fuzzer.exitValue()).as(printed).isZero();
      assertThat(printed).contains("Done ").contains("cov: ");
      if (isLong()) {
        Matcher slowest = SLOWEST.matcher(printed);
        assertThat(slowest.find()).as(printed).isTrue();
        assertThat(Integer.parseInt(slowest.group(1))).as("seconds").isLessThanOrEqualTo(1);
      }
      assertThat(corpus.toFile().list()).as(printed).hasSizeGreaterThan(5);
    } finally {
      fuzzer.destroyForcibly();
    }
  }

  private Path seeds(String target) throws IOException {
    Path seeds = Files.createDirectory(folder.resolve("seeds"));
    for (Vector vector : VectorTest.readable()) {
      byte[] json = vector.record();
      if (json.length <= MAX_LENGTH) {
        boolean isBinary = target.equals("BinaryFuzzer");
        Files.write(
            seeds.resolve(vector.id()), isBinary ? RecordForm.JSON.read(json).toBinary() : json);
      }
    }
    return seeds;
  }

  private static int seconds() {
    return isLong() ? 600 : 120;
  }

  /** The short run is so many inputs, not so many seconds: on a busy machine those are few. */
  private static int runs() {
    return isLong() ? -1 : 10_000;
  }

  /** The long run looks for what is new and prints its seed; the short one repeats itself. */
  private static String seed() {
    return isLong() ? "0" : "20261130";
  }

  private static boolean isLong() {
    return System.getProperty("heliograph.tests", "").equals("long");
  }

  private static List<String> command(String target, Path classes, Path corpus, Path seeds) {
    String path = classes + System.getProperty("path.separator") + libraries();
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-XX:+EnableDynamicAgentLoading",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        path,
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=io.heliograph.record." + target,
        "--instrumentation_includes=io.heliograph.record.**",
        "--reproducer_path=.",
        "-max_total_time=" + seconds(),
        "-runs=" + runs(),
        "-seed=" + seed(),
        "-timeout=" + HANG_SECONDS,
        "-max_len=" + MAX_LENGTH,
        "-print_final_stats=1",
        corpus.toString(),
        seeds.toString());
  }

  /** The class path without this module's own classes. */
  private static String libraries() {
    String separator = System.getProperty("path.separator");
    return String.join(
        separator,
        Stream.of(System.getProperty("java.class.path").split(separator))
            .filter(entry -> entry.endsWith(".jar"))
            .toList());
  }

  private Path compiled(String target) throws IOException {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    List<String> arguments =
        new ArrayList<>(List.of("--release", RELEASE, "-nowarn", "-d", classes.toString()));
    arguments.addAll(List.of("-cp", libraries(), "-proc:none"));
    // What the parsers need; encryption needs more than that version has.
    for (String folder : List.of(PACKAGE, PACKAGE + "/json")) {
      try (Stream<Path> sources = Files.list(MODULE.resolve("src/main").resolve(folder))) {
        sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
      }
    }
    arguments.add(MODULE.resolve("src/test").resolve(PACKAGE).resolve(target + ".java").toString());
    int status =
        Objects.requireNonNull(ToolProvider.getSystemJavaCompiler())
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(status).isZero();
    return classes;
  }
}
