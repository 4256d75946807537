package io.heliograph.identify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@link IdentifierFuzzer} under Jazzer, guided by coverage, from the samples: 1,000 inputs,
 * or 10 minutes with {@code -Dheliograph.tests=long}. What Jazzer printed is {@code
 * target/fuzz-identifier.txt}; what fails is printed there as base64.
 *
 * <p>Jazzer does not read classes of this JDK's version: it gets copies that claim to be older.
 */
class FuzzTest {
  private static final int CLASS_VERSION_PLACE = 7;
  private static final byte CLASS_VERSION_OF_JAVA_21 = 65;
  private static final String SEPARATOR = System.getProperty("path.separator");
  private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

  @TempDir Path folder;

  @Test
  void shouldFindNothingWhenTheIdentifierIsFuzzed() throws Exception {
    boolean isLong = System.getProperty("heliograph.tests", "").equals("long");
    int seconds = isLong ? 600 : 120;
    Path output = MODULE.resolve("target/fuzz-identifier.txt");
    Path found = Files.createDirectories(folder.resolve("found"));
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+EnableDynamicAgentLoading",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath(),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + IdentifierFuzzer.class.getName(),
            "--instrumentation_includes=io.heliograph.**",
            "--reproducer_path=.",
            "-max_total_time=" + seconds,
            "-runs=" + (isLong ? -1 : 1_000),
            "-seed=" + (isLong ? 0 : 20_261_130),
            "-timeout=30",
            "-max_len=8192",
            "-print_final_stats=1",
            found.toString(),
            SamplesTest.folder().toString());
    Process fuzzer =
        new ProcessBuilder(command)
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
      assertThat(found.toFile().list()).as(printed).hasSizeGreaterThan(20);
    } finally {
      fuzzer.destroyForcibly();
    }
  }

  /** The class path of this test, with copies of our own classes and tables in front of it. */
  private String classPath() throws IOException {
    Path copies = Files.createDirectory(folder.resolve("classes"));
    List<String> entries = new ArrayList<>(List.of(copies.toString()));
    for (String entry : System.getProperty("java.class.path").split(SEPARATOR, -1)) {
      Path place = Path.of(entry).toAbsolutePath();
      if (place.startsWith(MODULE) && Files.isDirectory(place)) {
        copyAsOlder(place, copies);
      } else {
        entries.add(entry);
      }
    }
    return String.join(SEPARATOR, entries);
  }

  private static void copyAsOlder(Path from, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(from)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      if (file.toString().endsWith(".class")) {
        bytes[CLASS_VERSION_PLACE] = CLASS_VERSION_OF_JAVA_21;
      }
      Path copy = to.resolve(from.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.write(copy, bytes);
    }
  }
}
