package io.heliograph.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs each fuzz target: under Jazzer, guided by coverage from the recorded cases, 1,000 inputs or
 * 10 minutes with {@code -Dheliograph.tests=long}, what it printed in {@code target/fuzz-*.txt};
 * and here, over seeded changes of the recorded cases.
 *
 * <p>Jazzer cannot instrument classes of this JDK's version: so the sources are compiled again for
 * Java 21 and run in a JVM of their own, as in libs/gjson.
 */
class FuzzTest {
  private static final String RELEASE = "21";
  private static final Path MODULE = Path.of(System.getProperty("basedir", ""));
  private static final String PACKAGE = "java/io/heliograph/exchange";
  private static final int CHANGES = 4_000;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"MessageFuzzer", "FieldFuzzer"})
  void shouldFindNothingWhenATargetIsFuzzed(String target) throws Exception {
    Path classes = compiled(target);
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    Path seeds = Files.createDirectory(folder.resolve("seeds"));
    writeSeeds(target, seeds);
    Path output = MODULE.resolve("target/fuzz-" + target + ".txt").toAbsolutePath();
    Process fuzzer =
        new ProcessBuilder(command(target, classes, List.of(corpus, seeds)))
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
      assertThat(corpus.toFile().list()).as(printed).hasSizeGreaterThan(20);
    } finally {
      fuzzer.destroyForcibly();
    }
  }

  @Test
  void shouldThrowNothingWhenRecordedMessagesAreChanged() throws IOException {
    List<byte[]> seeds = messages();
    int accepted = 0;
    for (int seed = 0; seed < CHANGES; seed++) {
      Random random = new Random(seed);
      byte[] changed = changed(seeds.get(random.nextInt(seeds.size())), random);
      try {
        accepted += MessageFuzzer.check(changed) ? 1 : 0;
      } catch (RuntimeException | AssertionError broken) {
        throw new AssertionError(
            "seed " + seed + " " + new String(changed, StandardCharsets.UTF_8), broken);
      }
    }
    assertThat(accepted).isBetween(CHANGES / 100, CHANGES - CHANGES / 100);
  }

  @Test
  void shouldThrowNothingWhenRecordedValuesAreChanged() {
    List<JsonNode> vectors = Vectors.list(Vectors.read("intelmq-sanitation.json").path("cases"));
    int accepted = 0;
    for (int seed = 0; seed < CHANGES; seed++) {
      Random random = new Random(seed);
      JsonNode vector = vectors.get(random.nextInt(vectors.size()));
      byte[] input = vector.path("input").asText().getBytes(StandardCharsets.UTF_8);
      String changed = new String(changed(input, random), StandardCharsets.UTF_8);
      try {
        accepted += FieldFuzzer.check(vector.path("field").asText(), changed) ? 1 : 0;
      } catch (RuntimeException | AssertionError broken) {
        throw new AssertionError("seed " + seed + " " + vector.path("id") + changed, broken);
      }
    }
    assertThat(accepted).isBetween(CHANGES / 100, CHANGES - CHANGES / 100);
  }

  private static byte[] changed(byte[] input, Random random) {
    StringBuilder text = new StringBuilder(new String(input, StandardCharsets.ISO_8859_1));
    String characters = "\"{}[]:,.0123456789-+abefnrtux\\ /!%TZ\u00c3\u00a9";
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(text.length() + 1);
      char character = characters.charAt(random.nextInt(characters.length()));
      switch (random.nextInt(3)) {
        case 0 -> text.insert(at, character);
        case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(3)));
        default -> text.replace(at, Math.min(text.length(), at + 1), String.valueOf(character));
      }
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Envelopes, flat events and messages of n6 and IDEA. */
  private static List<byte[]> messages() throws IOException {
    List<byte[]> messages = new ArrayList<>();
    for (JsonNode vector : Vectors.read("iep04-envelope.json").path("cases")) {
      messages.add(Vectors.JSON.writeValueAsBytes(vector.path("message")));
    }
    for (JsonNode vector : Vectors.read("intelmq-idea.json").path("cases")) {
      messages.add(Vectors.JSON.writeValueAsBytes(vector.path("event")));
      if (vector.has("idea")) {
        messages.add(enveloped("idea", vector.path("idea")));
      }
    }
    JsonNode n6 =
        Vectors.object(
            "{'id':'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','source':'a.b','category':'bots','name':'X',"
                + "'time':'2024-01-01T00:00:00Z','restriction':'public','confidence':'low',"
                + "'address':[{'ip':'192.0.2.1','asn':1}],'dport':1,'intelmq':{'tlp':null}}");
    messages.add(enveloped("n6", n6));
    return messages;
  }

  private static byte[] enveloped(String format, JsonNode payload) throws IOException {
    var message =
        Vectors.object(
            "{'meta':{'version':1,'uuid':{'current':'!cert-at'},'type':'event','format':'"
                + format
                + "'}}");
    message.set("payload", payload);
    return Vectors.JSON.writeValueAsBytes(message);
  }

  private static void writeSeeds(String target, Path seeds) throws IOException {
    int number = 0;
    if (target.equals("MessageFuzzer")) {
      for (byte[] message : messages()) {
        Files.write(seeds.resolve("message-" + number++), message);
      }
      return;
    }
    for (JsonNode vector : Vectors.read("intelmq-sanitation.json").path("cases")) {
      Files.writeString(
          seeds.resolve("value-" + number), (char) number + vector.path("input").asText());
      number++;
    }
  }

  private static int seconds() {
    return isLong() ? 600 : 120;
  }

  private static boolean isLong() {
    return System.getProperty("heliograph.tests", "").equals("long");
  }

  private static List<String> command(String target, Path classes, List<Path> corpora) {
    String path = classes + System.getProperty("path.separator") + libraries();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                path,
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=io.heliograph.exchange." + target,
                "--instrumentation_includes=io.heliograph.exchange.**",
                "--reproducer_path=.",
                "-max_total_time=" + seconds(),
                "-runs=" + (isLong() ? -1 : 1_000),
                "-seed=" + (isLong() ? 0 : 20_261_130),
                "-timeout=30",
                "-max_len=4096",
                "-print_final_stats=1"));
    corpora.forEach(corpus -> command.add(corpus.toString()));
    return command;
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
    try (Stream<Path> sources = Files.walk(MODULE.resolve("src/main").resolve(PACKAGE))) {
      sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
    }
    arguments.add(MODULE.resolve("src/test").resolve(PACKAGE).resolve(target + ".java").toString());
    int status =
        Objects.requireNonNull(ToolProvider.getSystemJavaCompiler())
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(status).isZero();
    Path resources = MODULE.resolve("src/main/resources/io/heliograph/exchange/field/fields.json");
    Files.copy(resources, classes.resolve("io/heliograph/exchange/field/fields.json"));
    return classes;
  }
}
