package io.heliograph.cli.hub;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds out whether a port is taken, and by which process (on Linux, through {@code /proc}). */
final class PortHolder {

  private static final String LISTEN = "0A";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private PortHolder() {}

  static boolean isTaken(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(host), port));
      return false;
    } catch (IOException taken) {
      return true;
    }
  }

  /** "process 123 (java)", or that it cannot be seen. */
  static String describe(int port) {
    Set<String> links = new HashSet<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      links.addAll(listeners(Path.of(table), port));
    }
    return find(links)
        .map(pid -> "process " + pid + " (" + command(pid) + ")")
        .orElse("a process that this user cannot see");
  }

  private static Set<String> listeners(Path table, int port) {
    String suffix = String.format(Locale.ROOT, ":%04X", port);
    try (Stream<String> lines = Files.lines(table, StandardCharsets.US_ASCII)) {
      Set<String> links = new HashSet<>();
      lines
          .map(line -> line.strip().split("\\s+", -1))
          .filter(
              fields ->
                  fields.length > INODE
                      && fields[LOCAL_ADDRESS].endsWith(suffix)
                      && fields[STATE].equals(LISTEN))
          .forEach(fields -> links.add("socket:[" + fields[INODE] + "]"));
      return links;
    } catch (IOException noSuchTable) {
      return Set.of();
    }
  }

  private static Optional<Long> find(Set<String> links) {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> holds(pid, links))
        .findFirst();
  }

  private static boolean holds(long pid, Set<String> links) {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return descriptors.anyMatch(descriptor -> links.contains(target(descriptor)));
    } catch (IOException foreignOrEnded) {
      return false;
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closed) {
      return "";
    }
  }

  private static String command(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(handle -> handle.info().command())
        .map(path -> path.substring(path.lastIndexOf('/') + 1))
        .orElse("name unknown");
  }
}
