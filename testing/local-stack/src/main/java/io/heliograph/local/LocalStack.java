package io.heliograph.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Real servers for one test or for the launcher, each a child process on 127.0.0.1 with data in a
 * folder of its own. Ports are free ones unless given, so stacks run side by side. Unless told to
 * outlive it, the servers die with this JVM, however it ends.
 *
 * <p>Thread-safe. {@link #close()} stops every server and removes a temporary data folder.
 */
public final class LocalStack implements AutoCloseable {

  private final ServerFactory factory;
  private final Map<ServerKind, LocalServer> servers = new EnumMap<>(ServerKind.class);
  private final boolean temporary;

  private LocalStack(LocalStackOptions options) {
    this.temporary = options.data().isEmpty();
    Path data = options.data().orElseGet(LocalStack::temporaryFolder);
    this.factory = new ServerFactory(options, data.toAbsolutePath());
  }

  /** Options that name no server yet. */
  public static LocalStackOptions options() {
    return LocalStackOptions.none();
  }

  /**
   * Starts the servers that the options name, side by side, and returns when all serve.
   *
   * @throws LocalStackException when one does not; the others are stopped again
   */
  public static LocalStack start(LocalStackOptions options) {
    LocalStack stack = new LocalStack(options);
    List<CompletableFuture<LocalServer>> starting =
        options.ports().keySet().stream()
            .map(
                kind ->
                    CompletableFuture.supplyAsync(
                        () -> stack.factory.start(kind), Thread::startVirtualThread))
            .toList();
    try {
      CompletableFuture.allOf(starting.toArray(CompletableFuture[]::new)).join();
      starting.forEach(started -> stack.add(started.join()));
      return stack;
    } catch (CompletionException failure) {
      starting.stream()
          .filter(started -> !started.isCompletedExceptionally())
          .forEach(started -> stack.add(started.join()));
      stack.close();
      throw failure.getCause() instanceof LocalStackException reason ? reason : failure;
    }
  }

  /**
   * The stack of this JVM, for tests that need no server of their own: a server is started when it
   * is first asked for, and stopped when the JVM ends. Do not close it, stop its servers or rely on
   * an empty one: name topics and keys uniquely.
   */
  public static LocalStack shared() {
    return Shared.STACK;
  }

  /** Kafka; a shared stack starts it now. */
  public KafkaServer kafka() {
    return (KafkaServer) server(ServerKind.KAFKA);
  }

  /** Redis; a shared stack starts it now. */
  public RedisServer redis() {
    return (RedisServer) server(ServerKind.REDIS);
  }

  /** PostgreSQL; a shared stack starts it now. */
  public PostgresServer postgres() {
    return (PostgresServer) server(ServerKind.POSTGRESQL);
  }

  /** S3; a shared stack starts it now. */
  public S3Server s3() {
    return (S3Server) server(ServerKind.S3);
  }

  /**
   * The server of that kind, started when this stack does not have it yet.
   *
   * @throws LocalStackException when it does not start
   */
  public synchronized LocalServer server(ServerKind kind) {
    LocalServer running = servers.get(kind);
    if (running == null) {
      running = factory.start(kind);
      servers.put(kind, running);
    }
    return running;
  }

  /** Stops every server, side by side, and removes a temporary data folder. */
  @Override
  public synchronized void close() {
    servers.values().parallelStream().forEach(LocalServer::stop);
    servers.clear();
    if (temporary) {
      remove(factory.data());
    }
  }

  private synchronized void add(LocalServer server) {
    servers.put(server.kind(), server);
  }

  private static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("heliograph-stack-");
      Reaper.get().removeAtTheEnd(folder);
      return folder;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void remove(Path folder) {
    try {
      Folders.remove(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Loaded, and so started, at the first use. */
  private static final class Shared {
    static final LocalStack STACK = new LocalStack(options());

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(STACK::close, "local-stack-shutdown"));
    }
  }
}
