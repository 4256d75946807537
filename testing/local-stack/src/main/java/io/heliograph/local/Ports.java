package io.heliograph.local;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds free ports. They lie below the range that the kernel gives to outgoing connections, so that
 * a server can be stopped and started again on its port without finding it taken by a stray client.
 */
final class Ports {

  private static final int FIRST = 20_000;
  private static final int END = 32_000;
  private static final int ATTEMPTS = 1_000;

  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  static int free() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      // Never the same twice: a port is not taken before its server has started.
      if (GIVEN.add(port) && isFree(port)) {
        return port;
      }
    }
    throw new LocalStackException("no free port between " + FIRST + " and " + END);
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(Loopback.at(port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
