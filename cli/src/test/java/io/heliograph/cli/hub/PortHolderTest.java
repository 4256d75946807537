package io.heliograph.cli.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PortHolderTest {

  private static final String LOOPBACK = "127.0.0.1";

  @Test
  void shouldTellATakenPortFromAFreeOne() throws IOException {
    int port;
    try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.ofLiteral(LOOPBACK))) {
      port = holder.getLocalPort();
      assertThat(PortHolder.isTaken(LOOPBACK, port)).isTrue();
    }
    assertThat(PortHolder.isTaken(LOOPBACK, port)).isFalse();
  }

  /** The way there leads through /proc. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldNameTheProcessThatHoldsThePort() throws IOException {
    try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.ofLiteral(LOOPBACK))) {
      assertThat(PortHolder.describe(holder.getLocalPort()))
          .isEqualTo("process " + ProcessHandle.current().pid() + " (java)");
    }
  }
}
