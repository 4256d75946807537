package io.heliograph.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The example plugins without a hub: they lie outside the reactor, so their parts are tested here.
 */
class ExamplesTest {

  private static final Path EXAMPLES =
      Path.of(System.getProperty("heliograph.home")).resolve("examples");

  @TempDir private static Path folder;

  private static URLClassLoader classes;

  @BeforeAll
  static void compileWithoutWarnings() throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("-Xlint:all", "-Werror", "-d", folder.toString()));
    for (String name : List.of("Entropy", "Hub", "Json", "ByteStatistics")) {
      arguments.add(EXAMPLES.resolve("java-entropy/" + name + ".java").toString());
    }
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(exitCode).isZero();
    classes = new URLClassLoader(new URL[] {folder.toUri().toURL()});
  }

  @AfterAll
  static void close() throws IOException {
    classes.close();
  }

  @Test
  void shouldMeasureEntropyWhenBytesAreAlikeOrAllDifferent() throws Exception {
    byte[] every = new byte[256];
    for (int i = 0; i < every.length; i++) {
      every[i] = (byte) i;
    }

    assertThat(measure("aaaa".getBytes(UTF_8), "entropy")).isEqualTo(0.0);
    assertThat(measure("abab".getBytes(UTF_8), "entropy")).isEqualTo(1.0);
    assertThat(measure(every, "entropy")).isEqualTo(8.0);
    assertThat(measure(every, "distinct")).isEqualTo(256);
    assertThat(measure("a\u00e4".getBytes(UTF_8), "printable")).isEqualTo(1.0 / 3);
    assertThat(measure("abcb".getBytes(UTF_8), "commonest")).isEqualTo((int) 'b');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"a\":[1,-2.50e3,true,null],\"b\":{\"c\":\"x\\\"y\\\\z\\u000a\"}}",
        "\"\u00e4\"",
        "18446744073709551615"
      })
  void shouldWriteWhatItReadWhenItIsJson(String text) throws Exception {
    assertThat(json("write", Object.class, json("parse", String.class, text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[1,]x", "{\"a\"}", "\"a", "\"\\", "[1] 2", "{,}"})
  void shouldRefuseWhatIsNotJson(String text) {
    assertThatThrownBy(() -> json("parse", String.class, text))
        .isInstanceOf(InvocationTargetException.class)
        .hasCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldPassItsOwnTestsWhenPythonRunsThem() throws Exception {
    Process tests =
        new ProcessBuilder("python3", "-B", "-m", "unittest")
            .directory(EXAMPLES.resolve("python-unzip").toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(tests.getInputStream().readAllBytes(), UTF_8);

    assertThat(tests.waitFor()).as(output).isZero();
    assertThat(output).contains("Ran 7 tests");
  }

  private static Object measure(byte[] content, String what) throws Exception {
    Class<?> type = classes.loadClass("ByteStatistics");
    Method of = type.getDeclaredMethod("of", InputStream.class);
    of.setAccessible(true);
    Object statistics = of.invoke(null, new ByteArrayInputStream(content));
    Method measure = type.getDeclaredMethod(what);
    measure.setAccessible(true);
    return measure.invoke(statistics);
  }

  private static Object json(String name, Class<?> parameter, Object argument) throws Exception {
    Method method = classes.loadClass("Json").getDeclaredMethod(name, parameter);
    method.setAccessible(true);
    return method.invoke(null, argument);
  }
}
