package io.heliograph.local;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which servers a stack has, where they keep data and how long they live. Immutable: each method
 * returns a changed copy.
 *
 * @param ports the servers wanted, each with its port, 0 for a free one
 * @param properties a server's own settings, by kind, on top of the stack's; read for Kafka (broker
 *     properties) and Redis (its configuration)
 * @param data the parent of the servers' data folders; empty for a temporary one, removed at the
 *     end
 * @param logs the folder of the log files; empty for {@code logs} in the data folder
 * @param broker the folder of the built broker; empty for the reactor's
 * @param s3Server the folder of the built S3 server; empty for the reactor's
 * @param binaries where server programs are unpacked; empty for the reactor's state folder
 * @param outlivesParent whether the servers go on when this JVM ends
 * @param spawned told each new process before it is waited for
 */
public record LocalStackOptions(
    Map<ServerKind, Integer> ports,
    Map<ServerKind, Map<String, String>> properties,
    Optional<Path> data,
    Optional<Path> logs,
    Optional<Path> broker,
    Optional<Path> s3Server,
    Optional<Path> binaries,
    boolean outlivesParent,
    SpawnListener spawned) {

  public LocalStackOptions {
    ports = Map.copyOf(ports);
    properties = Map.copyOf(properties);
  }

  static LocalStackOptions none() {
    return new LocalStackOptions(
        Map.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        (kind, port, pid, command) -> {});
  }

  /** With Kafka on a free port. */
  public LocalStackOptions kafka() {
    return server(ServerKind.KAFKA, 0);
  }

  /** With Kafka on a free port and these broker properties on top. */
  public LocalStackOptions kafka(Map<String, String> more) {
    return properties(ServerKind.KAFKA, more).kafka();
  }

  /** With Redis on a free port. */
  public LocalStackOptions redis() {
    return server(ServerKind.REDIS, 0);
  }

  /** With Redis on a free port and these settings on top, such as {@code maxmemory}. */
  public LocalStackOptions redis(Map<String, String> more) {
    return properties(ServerKind.REDIS, more).redis();
  }

  /** With these settings on top of the stack's own, whether the server is wanted or not. */
  public LocalStackOptions properties(ServerKind kind, Map<String, String> more) {
    Map<ServerKind, Map<String, String>> all = new EnumMap<>(ServerKind.class);
    all.putAll(properties);
    Map<String, String> merged = new HashMap<>(all.getOrDefault(kind, Map.of()));
    merged.putAll(more);
    all.put(kind, Map.copyOf(merged));
    return new LocalStackOptions(
        ports, all, data, logs, broker, s3Server, binaries, outlivesParent, spawned);
  }

  /** With PostgreSQL on a free port. */
  public LocalStackOptions postgres() {
    return server(ServerKind.POSTGRESQL, 0);
  }

  /** With S3 on a free port. */
  public LocalStackOptions s3() {
    return server(ServerKind.S3, 0);
  }

  /** With that server on that port of 127.0.0.1; 0 chooses a free one. */
  public LocalStackOptions server(ServerKind kind, int port) {
    Map<ServerKind, Integer> wanted = new EnumMap<>(ServerKind.class);
    wanted.putAll(ports);
    wanted.put(kind, port);
    return new LocalStackOptions(
        wanted, properties, data, logs, broker, s3Server, binaries, outlivesParent, spawned);
  }

  /** With data below that folder, kept at the end. */
  public LocalStackOptions data(Path folder) {
    return new LocalStackOptions(
        ports,
        properties,
        Optional.of(folder),
        logs,
        broker,
        s3Server,
        binaries,
        outlivesParent,
        spawned);
  }

  /** With log files in that folder. */
  public LocalStackOptions logs(Path folder) {
    return new LocalStackOptions(
        ports,
        properties,
        data,
        Optional.of(folder),
        broker,
        s3Server,
        binaries,
        outlivesParent,
        spawned);
  }

  /** With the broker's {@code lib/} in that folder. */
  public LocalStackOptions broker(Path folder) {
    return new LocalStackOptions(
        ports,
        properties,
        data,
        logs,
        Optional.of(folder),
        s3Server,
        binaries,
        outlivesParent,
        spawned);
  }

  /** With the S3 server's {@code lib/} in that folder. */
  public LocalStackOptions s3Server(Path folder) {
    return new LocalStackOptions(
        ports,
        properties,
        data,
        logs,
        broker,
        Optional.of(folder),
        binaries,
        outlivesParent,
        spawned);
  }

  /** With server programs unpacked into that folder. */
  public LocalStackOptions binaries(Path folder) {
    return new LocalStackOptions(
        ports,
        properties,
        data,
        logs,
        broker,
        s3Server,
        Optional.of(folder),
        outlivesParent,
        spawned);
  }

  /** With servers that go on when this JVM ends; {@link LocalStack#close()} still stops them. */
  public LocalStackOptions outlivingParent() {
    return new LocalStackOptions(
        ports, properties, data, logs, broker, s3Server, binaries, true, spawned);
  }

  /** With a listener that is told of each process as soon as it exists. */
  public LocalStackOptions spawned(SpawnListener listener) {
    return new LocalStackOptions(
        ports, properties, data, logs, broker, s3Server, binaries, outlivesParent, listener);
  }
}
