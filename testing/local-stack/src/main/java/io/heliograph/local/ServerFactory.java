package io.heliograph.local;

import java.nio.file.Path;
import java.util.Map;

/** Builds and starts servers as the options say. */
final class ServerFactory {

  /** Another process may take a free port between its choice and the server's bind. */
  private static final int ATTEMPTS = 3;

  private final LocalStackOptions options;
  private final Path data;

  ServerFactory(LocalStackOptions options, Path data) {
    this.options = options;
    this.data = data;
  }

  Path data() {
    return data;
  }

  LocalServer start(ServerKind kind) {
    int wanted = options.ports().getOrDefault(kind, 0);
    for (int attempt = 1; ; attempt++) {
      LocalServer server = build(kind, wanted == 0 ? Ports.free() : wanted);
      try {
        server.start();
        return server;
      } catch (LocalStackException failure) {
        if (attempt == ATTEMPTS || wanted != 0 || !portWasTaken(failure)) {
          throw failure;
        }
      }
    }
  }

  private static boolean portWasTaken(LocalStackException failure) {
    String message = failure.getMessage();
    return message != null && message.contains("already in use");
  }

  private Map<String, String> properties(ServerKind kind) {
    return options.properties().getOrDefault(kind, Map.of());
  }

  private LocalServer build(ServerKind kind, int port) {
    Path logs = options.logs().orElseGet(() -> data.resolve("logs")).toAbsolutePath();
    Placement placement =
        new Placement(
            port,
            data.resolve(kind.label()),
            logs.resolve(kind.label() + ".log"),
            options.outlivesParent(),
            options.spawned());
    return switch (kind) {
      case KAFKA ->
          new KafkaServer(
              placement, options.broker().orElseGet(Home::broker), Ports.free(), properties(kind));
      case REDIS ->
          new RedisServer(
              placement, options.binaries().orElseGet(Home::binaries), properties(kind));
      case POSTGRESQL ->
          new PostgresServer(placement, options.binaries().orElseGet(Home::binaries));
      case S3 -> new S3Server(placement, options.s3Server().orElseGet(Home::s3Server));
    };
  }
}
