package io.heliograph.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL 18 with user {@code postgres}, database {@code postgres}, no password. */
public final class PostgresServer extends LocalServer {

  private static final long INITDB_LIMIT_SECONDS = 120;

  private final Path binaries;

  PostgresServer(Placement placement, Path binaries) {
    super(ServerKind.POSTGRESQL, placement);
    this.binaries = binaries;
  }

  /** What a JDBC driver takes, user included. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres?user=postgres";
  }

  @Override
  List<String> prepare() throws IOException {
    Path programs = PostgresBinary.unpack(binaries).resolve("bin");
    Path cluster = data().resolve("cluster");
    if (!Files.exists(cluster.resolve("PG_VERSION"))) {
      initialise(programs, cluster);
    }
    return unprivileged(
        List.of(
            programs.resolve("postgres").toString(),
            "-D",
            cluster.toString(),
            "-p",
            Integer.toString(port()),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories="));
  }

  private void initialise(Path programs, Path cluster) {
    List<String> command =
        unprivileged(
            List.of(
                programs.resolve("initdb").toString(),
                "--auth=trust",
                "--username=postgres",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
                "-D",
                cluster.toString()));
    Child.start("initdb", command, log()).awaitSuccess(INITDB_LIMIT_SECONDS);
  }

  /**
   * PostgreSQL refuses to run as root. In a user namespace without a mapping root is nobody, yet
   * still owns its files.
   */
  private static List<String> unprivileged(List<String> command) {
    if (!System.getProperty("user.name").equals("root")) {
      return command;
    }
    List<String> wrapped = new ArrayList<>(List.of("unshare", "-U"));
    wrapped.addAll(command);
    return wrapped;
  }

  /** The postmaster writes its id first and its state last into its lock file. */
  @Override
  boolean isReady(long pid) {
    try {
      List<String> lines =
          Files.readAllLines(
              data().resolve("cluster").resolve("postmaster.pid"), StandardCharsets.UTF_8);
      return lines.size() >= 8
          && lines.get(0).equals(Long.toString(pid))
          && lines.get(7).strip().equals("ready");
    } catch (IOException notYet) {
      return false;
    }
  }
}
