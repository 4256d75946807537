package io.heliograph.ipni.fuzz;

import static io.heliograph.ipni.Vectors.hex;
import static io.heliograph.ipni.Vectors.text;
import static io.heliograph.ipni.Vectors.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.ipni.Vectors;
import io.heliograph.ipni.car.CarBlock;
import io.heliograph.ipni.car.CarWriter;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs each fuzz target under Jazzer, guided by coverage, from the vectors: 2,000 inputs, or 10
 * minutes with {@code -Dheliograph.tests=long}; what it printed is {@code target/fuzz-*.txt}. What
 * fails is printed as base64; make a test of it.
 *
 * <p>Jazzer cannot instrument classes of this JDK's version: so the sources are compiled again for
 * Java 21 and run in a JVM of their own.
 */
class FuzzTest {
  private static final String RELEASE = "21";

  /** What counts as a hang on a machine that does other things, instrumenting included. */
  private static final int HANG_SECONDS = 30;

  private static final Path MODULE = Path.of(System.getProperty("basedir", ""));
  private static final String PACKAGE = "java/io/heliograph/ipni";

  @TempDir static Path shared;
  @TempDir Path folder;

  @BeforeAll
  static void compile() throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("--release", RELEASE, "-nowarn", "-d", shared.toString()));
    arguments.addAll(List.of("-cp", libraries(), "-proc:none"));
    addSources(MODULE.resolve("src/main").resolve(PACKAGE), "", arguments);
    addSources(MODULE.resolve("src/test").resolve(PACKAGE).resolve("fuzz"), "Fuzzer", arguments);
    int status =
        Objects.requireNonNull(ToolProvider.getSystemJavaCompiler())
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(status).isZero();
  }

  private static void addSources(Path from, String ending, List<String> arguments)
      throws IOException {
    try (Stream<Path> sources = Files.walk(from)) {
      sources
          .map(Path::toString)
          .filter(name -> name.endsWith(ending + ".java"))
          .forEach(arguments::add);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"NameFuzzer", "DocumentFuzzer", "SnapshotFuzzer", "SignedFuzzer", "CarFuzzer"})
  void shouldFindNothingWhenATargetIsFuzzed(String target) throws Exception {
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    int seeds = writeSeeds(target, Files.createDirectory(folder.resolve("seeds")));
    Path output = MODULE.resolve("target/fuzz-" + target + ".txt").toAbsolutePath();
    Process fuzzer =
        new ProcessBuilder(command(target, corpus))
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
      assertThat(corpus.toFile().list()).as(printed).hasSizeGreaterThan(10);
      assertThat(seeds).isPositive();
    } finally {
      fuzzer.destroyForcibly();
    }
  }

  /** The vectors are where the fuzzer begins; each behind the bytes that pick the parser. */
  private static int writeSeeds(String target, Path seeds) throws IOException {
    List<byte[]> bodies = new ArrayList<>();
    switch (target) {
      case "NameFuzzer" -> {
        Vectors.items("cids").forEach(one -> bodies.add(seed(0, utf8(one, "cid"))));
        Vectors.items("cids").forEach(one -> bodies.add(seed(1, hex(one, "cidBytesHex"))));
        Vectors.items("peerIdText").forEach(one -> bodies.add(seed(2, utf8(one, "text"))));
        Vectors.items("libp2pSpecKeys")
            .forEach(one -> bodies.add(seed(5, hex(one, "publicKeyProtobufHex"))));
      }
      case "CarFuzzer" -> {
        byte[] body = text(Vectors.section("cids").get(0), "cid").getBytes(StandardCharsets.UTF_8);
        CarBlock block = new CarBlock(Cid.of(Codec.RAW, body), body);
        ByteArrayOutputStream car = new ByteArrayOutputStream();
        new CarWriter(car, List.of(block.cid())).write(block);
        bodies.add(seed(0, car.toByteArray()));
        bodies.add(seed(1, CarWriter.pack(List.of(block))));
      }
      default -> {
        int kinds = target.equals("SignedFuzzer") ? 12 : target.equals("SnapshotFuzzer") ? 4 : 2;
        Stream.of("snapshots", "heads", "entryChunks", "advertisementChainP1", "prototypeHeads")
            .flatMap(Vectors::items)
            .filter(one -> text(one, "dagJson").length() < 1000)
            .forEach(one -> addDocument(one, kinds, bodies));
      }
    }
    for (int i = 0; i < bodies.size(); i++) {
      Files.write(seeds.resolve("seed" + i), bodies.get(i));
    }
    return bodies.size();
  }

  private static void addDocument(JsonNode vector, int kinds, List<byte[]> bodies) {
    for (int kind = 0; kind < kinds; kind += 2) {
      bodies.add(seed(kind, utf8(vector, "dagJson")));
      if (vector.has("dagCborHex")) {
        bodies.add(seed(kind + 1, hex(vector, "dagCborHex")));
      }
    }
  }

  private static byte[] seed(int kind, byte[] body) {
    byte[] seed = new byte[body.length + 1];
    seed[0] = (byte) kind;
    System.arraycopy(body, 0, seed, 1, body.length);
    return seed;
  }

  private static int seconds() {
    return isLong() ? 600 : 120;
  }

  private static boolean isLong() {
    return System.getProperty("heliograph.tests", "").equals("long");
  }

  /** The short run is so many inputs, not so many seconds, and repeats itself. */
  private List<String> command(String target, Path corpus) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-XX:+EnableDynamicAgentLoading",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        shared + System.getProperty("path.separator") + libraries(),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=io.heliograph.ipni.fuzz." + target,
        "--instrumentation_includes=io.heliograph.ipni.**",
        "--reproducer_path=.",
        "-max_total_time=" + seconds(),
        "-runs=" + (isLong() ? -1 : 2_000),
        "-seed=" + (isLong() ? 0 : 20261130),
        "-timeout=" + HANG_SECONDS,
        "-max_len=4096",
        "-print_final_stats=1",
        corpus.toString(),
        folder.resolve("seeds").toString());
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
}
