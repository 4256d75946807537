package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher with a stand-in for the dispatcher, in a reactor made for the tests; they share a
 * hub.
 */
class ServicesIT {

  private static final Path REACTOR = Path.of(System.getProperty("heliograph.home"));

  @TempDir private static Path folder;

  private static LauncherRun launcher;
  private static String offset;

  @BeforeAll
  static void prepare() throws IOException {
    Path home = folder.resolve("home");
    Path module = home.resolve("dispatcher-svc");
    Path broker = home.resolve("local-stack/kafka-broker");
    Files.createDirectories(broker.resolve("target"));
    write(
        home.resolve("pom.xml"),
        "<project><modules><module>local-stack/kafka-broker</module>"
            + "<module>dispatcher-svc</module></modules></project>");
    write(broker.resolve("pom.xml"), "<project><artifactId>kafka-broker</artifactId></project>");
    write(module.resolve("pom.xml"), "<project><artifactId>dispatcher-svc</artifactId></project>");
    write(
        module.resolve("src/main/resources/META-INF/heliograph/configuration-keys.txt"),
        "hub.word\n");
    copyBroker(broker.resolve("target/lib"));
    packFakeService(module.resolve("target/quarkus-app/quarkus-run.jar"));
    launcher = new LauncherRun(home, folder.resolve("state"));
    offset = Integer.toString(LauncherRun.freeOffset());
  }

  @AfterAll
  static void leaveNothingBehind() throws Exception {
    launcher.run("down");
  }

  @Test
  void shouldRestartOnlyWhatAnOptionChanges() throws Exception {
    LauncherRun.Outcome first = up();
    assertThat(first.exitCode()).as(first.output()).isZero();
    assertThat(word()).isEqualTo("none");
    long kafka = launcher.pid("kafka");
    long dispatcher = launcher.pid("dispatcher");

    LauncherRun.Outcome changed = up("--set", "hub.word=changed");

    assertThat(changed.output())
        .contains("dispatcher: restarting, changed: hub.word unset -> changed")
        .contains("kafka: runs already");
    assertThat(word()).isEqualTo("changed");
    assertThat(launcher.pid("kafka")).isEqualTo(kafka);
    assertThat(launcher.pid("dispatcher")).isNotEqualTo(dispatcher);
  }

  @Test
  void shouldPrintTheReasonAndTheLogsEndWhenAServiceDies() throws Exception {
    LauncherRun.Outcome outcome = up("--set", "hub.word=fail");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output())
        .contains("dispatcher ended with exit code 3")
        .contains("cannot work like this");
    assertThat(launcher.pid("dispatcher")).isZero();
  }

  @Test
  void shouldRefuseASettingBeforeItTouchesAnythingWhenNoneKnowsIt() throws Exception {
    up();
    JsonNode before = launcher.status();

    LauncherRun.Outcome outcome = up("--set", "hub.wrod=x");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output()).contains("did you mean hub.word?");
    assertThat(launcher.status()).isEqualTo(before);
  }

  @Test
  void shouldStartAPartAgainWhenItWasKilled() throws Exception {
    up();
    long killed = launcher.pid("dispatcher");
    ProcessHandle.of(killed).orElseThrow().destroyForcibly();

    assertThat(up().output()).contains("dispatcher: to be started", "kafka: runs already");
    assertThat(launcher.pid("dispatcher")).isNotZero().isNotEqualTo(killed);
  }

  private static LauncherRun.Outcome up(String... more) throws Exception {
    String[] arguments = new String[more.length + 3];
    arguments[0] = "up";
    arguments[1] = "--port-offset";
    arguments[2] = offset;
    System.arraycopy(more, 0, arguments, 3, more.length);
    return launcher.run(arguments);
  }

  private static String word() throws Exception {
    URI ready =
        URI.create("http://127.0.0.1:" + (9111 + Integer.parseInt(offset)) + "/q/health/ready");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.ofString()).body();
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void copyBroker(Path to) throws IOException {
    Files.createDirectories(to);
    try (var jars = Files.list(REACTOR.resolve("local-stack/kafka-broker/target/lib"))) {
      for (Path jar : jars.toList()) {
        Files.copy(jar, to.resolve(jar.getFileName()));
      }
    }
  }

  private static void packFakeService(Path jarFile) throws IOException {
    String name = FakeService.class.getName().replace('.', '/') + ".class";
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
    Files.createDirectories(jarFile.getParent());
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(jarFile), manifest);
        InputStream code = FakeService.class.getResourceAsStream("/" + name)) {
      jar.putNextEntry(new ZipEntry(name));
      code.transferTo(jar);
      jar.closeEntry();
    }
  }
}
