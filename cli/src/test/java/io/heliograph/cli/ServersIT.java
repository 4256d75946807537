package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with the servers alone, from the real reactor. */
class ServersIT {

  private static final Path HOME = Path.of(System.getProperty("heliograph.home"));

  @TempDir private Path state;

  private LauncherRun launcher;
  private String offset;

  @BeforeEach
  void prepare() {
    launcher = new LauncherRun(HOME, state);
    offset = Integer.toString(LauncherRun.freeOffset());
  }

  @AfterEach
  void leaveNothingBehind() throws Exception {
    launcher.run("down");
  }

  @Test
  void shouldStartOnceTellAndStopWhenAskedTwice() throws Exception {
    String[] up = {"up", "--only", "kafka,redis", "--port-offset", offset, "--no-restart"};
    assertThat(launcher.run(up).exitCode()).isZero();
    JsonNode first = launcher.status();
    assertThat(first.findValuesAsText("name")).containsExactlyInAnyOrder("kafka", "redis");
    assertThat(first.findValues("ready")).allMatch(JsonNode::asBoolean);
    assertThat(first.findValues("port"))
        .extracting(JsonNode::asInt)
        .containsExactlyInAnyOrder(
            19_092 + Integer.parseInt(offset), 16_379 + Integer.parseInt(offset));

    // The offset is that of the running hub.
    LauncherRun.Outcome second = launcher.run("up", "--only", "kafka,redis");

    assertThat(second.exitCode()).isZero();
    assertThat(second.output()).contains("kafka: runs already", "redis: runs already");
    assertThat(launcher.status()).isEqualTo(first);

    LauncherRun.Outcome impossible = moveWhileAPortIsTaken();
    assertThat(impossible.exitCode()).isEqualTo(1);
    assertThat(impossible.output()).contains("(redis) is taken by process");
    assertThat(launcher.status()).isEqualTo(first);

    assertThat(launcher.run("down", "--purge").exitCode()).isZero();

    // The system may take a moment to clear an ended process away.
    await()
        .untilAsserted(
            () -> assertThat(first.findValues("pid")).noneMatch(pid -> isAlive(pid.asLong())));
    assertThat(launcher.status()).isEmpty();
    assertThat(launcher.run("status").exitCode()).isEqualTo(3);
    assertThat(List.of("data", "logs", "run", "state.json"))
        .noneMatch(name -> state.resolve(name).toFile().exists());
  }

  private LauncherRun.Outcome moveWhileAPortIsTaken() throws Exception {
    try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      String other = Integer.toString(holder.getLocalPort() - 16_379);
      return launcher.run("up", "--only", "kafka,redis", "--port-offset", other);
    }
  }

  @Test
  void shouldNameTheHolderWhenAPortIsTaken() throws Exception {
    int port = 16_379 + Integer.parseInt(offset);
    try (ServerSocket holder = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      LauncherRun.Outcome outcome = launcher.run("up", "--only", "redis", "--port-offset", offset);

      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.output())
          .contains(
              "port "
                  + holder.getLocalPort()
                  + " (redis) is taken by process "
                  + ProcessHandle.current().pid());
    }
  }

  @Test
  void shouldShowTheLogWhenAskedByName() throws Exception {
    launcher.run("up", "--only", "redis", "--port-offset", offset, "--no-restart");

    assertThat(launcher.run("logs", "redis").exitCode()).isZero();
    LauncherRun.Outcome unknown = launcher.run("logs", "rediss");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.output()).contains("there are: redis");
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
