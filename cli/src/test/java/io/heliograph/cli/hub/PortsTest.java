package io.heliograph.cli.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** This JVM stands for a part of the hub that holds a port. */
class PortsTest {

  private static final String LOOPBACK = "127.0.0.1";

  private ServerSocket held;

  @BeforeEach
  void hold() throws IOException {
    held = new ServerSocket(0, 1, InetAddress.ofLiteral(LOOPBACK));
  }

  @AfterEach
  void release() throws IOException {
    held.close();
  }

  @Test
  void shouldNameTheHolderAndAFreeOffsetWhenAStrangerHoldsThePort() {
    assertThatThrownBy(() -> ports("dispatcher").refuseTaken(0))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("port " + held.getLocalPort() + " (dispatcher) is taken by process")
        .hasMessageContaining("--port-offset ");
  }

  @Test
  void shouldTakeThePortForFreeWhenThePartItselfOrOneThatMovesHoldsIt() {
    assertThatCode(() -> ports("dispatcher", holder("dispatcher")).refuseTaken(0))
        .doesNotThrowAnyException();
    assertThatCode(() -> ports("injector", holder("dispatcher")).refuseTaken(0))
        .isInstanceOf(HubException.class);
    Ports both =
        new Ports(
            List.of(wanted("injector", held.getLocalPort()), wanted("dispatcher", free())),
            List.of(holder("dispatcher")),
            false);
    assertThatCode(() -> both.refuseTaken(0)).doesNotThrowAnyException();
  }

  @Test
  void shouldNameTheHubsOwnPartWhenItStaysOnThePort() {
    assertThatThrownBy(() -> ports("injector", holder("dispatcher")).refuseTaken(0))
        .hasMessageContaining("this hub's dispatcher");
    Ports afterAllStop =
        new Ports(
            List.of(wanted("injector", held.getLocalPort())), List.of(holder("dispatcher")), true);
    assertThatCode(() -> afterAllStop.refuseTaken(0)).doesNotThrowAnyException();
  }

  private Ports ports(String name, RunningPart... running) {
    return new Ports(List.of(wanted(name, held.getLocalPort())), List.of(running), false);
  }

  private static Wanted wanted(String name, int port) {
    return new Wanted(name, LOOPBACK, List.of(port), "", "http://x", new TreeMap<>());
  }

  private RunningPart holder(String name) {
    RunningPart part =
        wanted(name, held.getLocalPort())
            .runningAs(ProcessHandle.current().pid(), List.of("run", name));
    assertThat(part.isAlive()).isTrue();
    return part;
  }

  private static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(LOOPBACK))) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new AssertionError(none);
    }
  }
}
