package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells its reader to do, done in its order; the hub is a real one. */
class JourneyIT {

  private static final Path HOME = Path.of(System.getProperty("heliograph.home"));
  private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PLUGIN = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);

  /** Other tests run these: starting a run of all tests here would not end. */
  private static final String TEST_COMMAND = "./heliograph test";

  @TempDir private Path folder;

  private LauncherRun launcher;
  private String offset;

  @BeforeEach
  void prepare() {
    launcher = new LauncherRun(HOME, folder.resolve("state"));
    offset = Integer.toString(LauncherRun.freeOffset());
  }

  @AfterEach
  void leaveNothingBehind() throws Exception {
    launcher.run("down", "--purge");
  }

  @Test
  void shouldKeepItsWordWhenTheReadersCommandsAreRun() throws Exception {
    String readme = Files.readString(HOME.resolve("README.md"));
    Files.writeString(folder.resolve("size_class.py"), only(PLUGIN, readme));
    assertThat(readme).contains(TEST_COMMAND);
    List<String> outputs = new ArrayList<>();

    for (String command : commands(readme)) {
      LauncherRun.Outcome outcome = perform(command);
      assertThat(outcome.exitCode()).as("%s%n%s", command, outcome.output()).isZero();
      outputs.add(outcome.output());
    }

    assertThat(outputs.get(0)).contains("dispatcher", hub());
    assertThat(outputs.get(1)).contains("files in                         5", "nothing lost");
    assertThat(outputs.get(1)).contains("children found                   3");
    assertThat(outputs.get(1)).contains("on the page of the dashboard: " + dashboard());
    assertThat(outputs.get(2)).contains("messages taken: 321", "all counted");
    assertThat(outputs.get(3)).contains("nothing lost");
    assertThat(outputs.get(4)).contains("kafka", "redis", "dispatcher");
    assertThat(folder.resolve("state/data")).doesNotExist();
  }

  @Test
  void shouldSayWhatToStartWhenNoHubRuns() throws Exception {
    LauncherRun.Outcome outcome = launcher.run("demo", HOME.resolve("examples").toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output()).contains("dispatcher does not run", "./heliograph up");
    assertThat(launcher.run("demo", "--workers", "0").exitCode()).isEqualTo(2);
  }

  /** The plugin of the README comes after `down` there; it is run while the hub still is. */
  private static List<String> commands(String readme) {
    List<String> commands =
        new ArrayList<>(
            COMMANDS
                .matcher(readme)
                .results()
                .flatMap(block -> block.group(1).lines())
                .filter(line -> !line.isBlank())
                .toList());
    assertThat(commands)
        .containsExactly(
            "./heliograph up",
            "./heliograph demo",
            "./heliograph misp replay --sample --wait",
            "./heliograph demo DIR",
            "./heliograph status",
            "./heliograph down --purge",
            "python3 size_class.py http://127.0.0.1:8111");
    commands.add(5, commands.removeLast());
    return commands;
  }

  private LauncherRun.Outcome perform(String command) throws Exception {
    return switch (command) {
      case "./heliograph up" -> launcher.run("up", "--port-offset", offset);
      case "./heliograph demo", "./heliograph demo DIR" -> demo();
      case "./heliograph misp replay --sample --wait" -> replay();
      case "./heliograph status" -> launcher.run("status");
      case "./heliograph down --purge" -> launcher.run("down", "--purge");
      default -> sizeClass(command.replace("http://127.0.0.1:8111", hub()));
    };
  }

  /** Five files: the thousand of the default are a matter of minutes. */
  private LauncherRun.Outcome demo() throws Exception {
    Path files = folder.resolve("files");
    Files.createDirectories(files.resolve("sub"));
    Files.writeString(files.resolve("a.txt"), "plain text");
    Files.writeString(files.resolve("sub/same.txt"), "plain text");
    Files.write(
        files.resolve("inner.zip"), zip("in.txt", "inner".getBytes(StandardCharsets.UTF_8)));
    Files.write(
        files.resolve("outer.zip"),
        zip("inner.zip", zip("in.txt", "nested".getBytes(StandardCharsets.UTF_8))));
    Files.write(files.resolve("broken.zip"), new byte[] {'P', 'K', 3, 4, 0});
    return launcher.run("demo", files.toString(), "--workers", "1");
  }

  /** The demo before it and the messages of MISP count in the same tables. */
  private LauncherRun.Outcome replay() throws Exception {
    LauncherRun.Outcome outcome = launcher.run("misp", "replay", "--sample", "--wait");
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(get(dashboard() + "/api/v1/statistics/contributors"))
                    .contains("\"Entropy\"", "\"Unzip\"", "\"CIRCL\""));
    return outcome;
  }

  private LauncherRun.Outcome sizeClass(String command) throws Exception {
    Process plugin =
        new ProcessBuilder(command.split(" "))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(plugin.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = plugin.waitFor();
    String results =
        get(
            hub()
                + "/api/v2/event/binary/passive?name=reader&version=1&r-historic=true&deadline=0&count=100");
    assertThat(results.split("\"size_class\"", -1)).hasSize(10 + 1);
    return new LauncherRun.Outcome(exitCode, output);
  }

  private static String get(String address) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(address + ": " + answer.body()).isEqualTo(200);
      return answer.body();
    }
  }

  private String hub() {
    return "http://127.0.0.1:" + (8111 + Integer.parseInt(offset));
  }

  private String dashboard() {
    return "http://127.0.0.1:" + (8114 + Integer.parseInt(offset));
  }

  private static String only(Pattern pattern, String text) {
    List<MatchResult> found = pattern.matcher(text).results().toList();
    assertThat(found).hasSize(1);
    return found.getFirst().group(1);
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }
}
