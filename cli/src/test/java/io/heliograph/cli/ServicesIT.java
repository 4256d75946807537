package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.cli.hub.HubFolders;
import io.heliograph.cli.hub.HubStatus;
import io.heliograph.cli.hub.StateFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    Path broker = home.resolve("testing/local-stack/kafka-broker");
    Files.createDirectories(broker.resolve("target"));
    write(
        home.resolve("pom.xml"),
        "<project><modules><module>testing/local-stack/kafka-broker</module>"
            + "<module>dispatcher-svc</module></modules></project>");
    write(broker.resolve("pom.xml"), "<project><artifactId>kafka-broker</artifactId></project>");
    write(module.resolve("pom.xml"), "<project><artifactId>dispatcher-svc</artifactId></project>");
    write(
        module.resolve("src/main/resources/META-INF/heliograph/configuration-keys.txt"),
        "hub.word\n");
    copyBroker(broker.resolve("target/lib"));
    packFakeService(module.resolve("target/quarkus-app/quarkus-run.jar"));
    launcher =
        new LauncherRun(
            home,
            folder.resolve("state"),
            List.of("-Dheliograph.supervisor.first-wait-millis=100"));
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
    launcher.run("down");

    LauncherRun.Outcome outcome = up("--set", "hub.word=fail");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output())
        .contains("dispatcher ended with exit code 3")
        .contains("cannot work like this");
    assertThat(launcher.pid("dispatcher")).isZero();
  }

  @Test
  void shouldRunAsBeforeWhenTheServiceRefusesAValue() throws Exception {
    LauncherRun.Outcome first = up("--set", "hub.word=former");
    assertThat(first.exitCode()).as(first.output()).isZero();
    long kafka = launcher.pid("kafka");

    LauncherRun.Outcome refused = up("--set", "hub.word=fail");

    assertThat(refused.exitCode()).as(refused.output()).isEqualTo(1);
    assertThat(refused.output())
        .contains("the hub runs as before, since it does not start like this: ")
        .contains("dispatcher ended with exit code 3")
        .contains("cannot work like this");
    assertThat(word()).isEqualTo("former");
    assertThat(launcher.pid("kafka")).isEqualTo(kafka);
    LauncherRun.Outcome again = up();
    assertThat(again.exitCode()).as(again.output()).isZero();
    assertThat(again.output()).contains("dispatcher: runs already", "kafka: runs already");
    assertThat(word()).isEqualTo("former");
    assertThat(up("--set", "hub.word=").exitCode()).isZero();
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

  @Test
  void shouldStartPartsAgainUntilOneEndsTooOften() throws Exception {
    LauncherRun.Outcome up = up("--restart");
    assertThat(up.exitCode()).as(up.output()).isZero();
    assertThat(launcher.part("supervisor").path("ready").asBoolean()).isTrue();
    int port = launcher.part("dispatcher").path("port").asInt();

    killAndAwaitReturn("dispatcher");
    killAndAwaitReturn("redis", "kafka", "dispatcher");

    assertThat(launcher.part("dispatcher").path("port").asInt()).isEqualTo(port);
    assertThat(launcher.part("dispatcher").path("restarts").asInt()).isEqualTo(2);
    for (int end = 2; end <= 5; end++) {
      killAndAwaitReturn("redis");
    }
    kill("redis");
    await().untilAsserted(() -> assertThat(look("redis").state()).isEqualTo(HubStatus.State.DOWN));
    LauncherRun.Outcome status = launcher.run("status");
    assertThat(status.exitCode()).isEqualTo(1);
    assertThat(status.output())
        .contains("redis is DOWN: ended 6 times within 10 minutes; see ./heliograph logs redis");
    assertThat(launcher.run("logs", "supervisor").output()).contains("redis is DOWN");

    shouldLeavePartsAloneWhenItEnds();
  }

  private static void shouldLeavePartsAloneWhenItEnds() throws Exception {
    long dispatcher = launcher.pid("dispatcher");
    kill("supervisor");

    assertThat(launcher.part("supervisor").path("state").asText()).isEqualTo("down");
    assertThat(launcher.pid("dispatcher")).isEqualTo(dispatcher);

    LauncherRun.Outcome again = launcher.run("up");

    assertThat(again.output()).contains("redis: to be started", "dispatcher: runs already");
    assertThat(launcher.run("status").exitCode()).isZero();
    JsonNode last = launcher.status();
    assertThat(last.findValuesAsText("name")).contains("supervisor");
    // It may be about to start what is ended here.
    kill("dispatcher");
    assertThat(launcher.run("down").exitCode()).isZero();
    // The system may take a moment to clear an ended process away.
    await()
        .untilAsserted(
            () -> assertThat(last.findValues("pid")).noneMatch(pid -> isAlive(pid.asLong())));
    assertThat(launcher.status()).isEmpty();
    int ready = 9111 + Integer.parseInt(offset);
    assertThatThrownBy(() -> new Socket(InetAddress.ofLiteral("127.0.0.1"), ready).close())
        .isInstanceOf(ConnectException.class);
  }

  /** Returns when other processes in their place are ready. */
  private static void killAndAwaitReturn(String... names) throws Exception {
    Map<String, Long> before = new HashMap<>();
    for (String name : names) {
      before.put(name, look(name).pid());
      kill(name);
    }
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () -> {
              for (String name : names) {
                HubStatus.Part part = look(name);
                assertThat(part.state()).as(name).isEqualTo(HubStatus.State.READY);
                assertThat(part.pid()).as(name).isNotEqualTo(before.get(name));
              }
            });
  }

  private static void kill(String name) throws Exception {
    ProcessHandle process = ProcessHandle.of(look(name).pid()).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  /** What `status` shows, without the start of a JVM. */
  private static HubStatus.Part look(String name) {
    HubFolders folders = new HubFolders(folder.resolve("home"), folder.resolve("state"));
    return HubStatus.of(new StateFile(folders)).parts().stream()
        .filter(part -> part.record().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static LauncherRun.Outcome up(String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("up", "--port-offset", offset));
    arguments.addAll(List.of(more));
    if (!arguments.contains("--restart")) {
      arguments.add("--no-restart");
    }
    return launcher.run(arguments.toArray(String[]::new));
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
    try (var jars = Files.list(REACTOR.resolve("testing/local-stack/kafka-broker/target/lib"))) {
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
