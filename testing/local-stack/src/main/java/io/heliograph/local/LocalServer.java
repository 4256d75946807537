package io.heliograph.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A server of the stack as a child process on 127.0.0.1, with its port and data for life: after
 * {@link #stop()} or {@link #kill()}, {@link #restart()} brings it back on both. All methods may be
 * called from any thread; they exclude each other and return when what they do is done.
 */
public abstract sealed class LocalServer permits JavaServer, RedisServer, PostgresServer {

  /** Generous: a loaded machine starts Kafka in 16 s instead of 2. */
  private static final long READY_LIMIT_SECONDS = 180;

  private final ServerKind kind;
  private final Placement placement;
  private @Nullable Child child;

  LocalServer(ServerKind kind, Placement placement) {
    this.kind = kind;
    this.placement = placement;
  }

  /** Writes what the server needs before it starts and returns the command that starts it. */
  abstract List<String> prepare() throws IOException;

  /** Whether the process of that id, and not a stranger on its port, serves. */
  abstract boolean isReady(long pid);

  final boolean outlivesParent() {
    return placement.outlivesParent();
  }

  /** Which server this is. */
  public final ServerKind kind() {
    return kind;
  }

  /** The port on 127.0.0.1. */
  public final int port() {
    return placement.port();
  }

  /** The data folder. */
  public final Path data() {
    return placement.data();
  }

  /** The log file. */
  public final Path log() {
    return placement.log();
  }

  /**
   * The id of the process, also of one that has ended.
   *
   * @throws LocalStackException when it was never started
   */
  public final synchronized long pid() {
    return started().pid();
  }

  /** Whether the process runs (a paused one does). */
  public final synchronized boolean isAlive() {
    return child != null && child.isAlive();
  }

  /** Sends SIGTERM and waits for the end; SIGKILL follows after 20 s. */
  public final synchronized void stop() {
    if (child != null) {
      child.stop();
    }
  }

  /** Sends SIGKILL and waits for the end: what was not written is lost. */
  public final synchronized void kill() {
    started().kill();
  }

  /** Sends SIGSTOP: connections stay open, nothing answers. */
  public final synchronized void pause() {
    started().signal("STOP");
  }

  /** Sends SIGCONT. */
  public final synchronized void resume() {
    started().signal("CONT");
  }

  /** Stops it when it runs, starts it on the same port and data, returns when it serves. */
  public final synchronized void restart() {
    stop();
    start();
  }

  final synchronized void start() {
    try {
      Files.createDirectories(placement.data());
      List<String> command = prepare();
      Child starting = spawn(command);
      child = starting;
      awaitReady(starting);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Child spawn(List<String> command) {
    LongConsumer spawned = pid -> placement.spawned().spawned(kind, port(), pid, command);
    if (placement.outlivesParent()) {
      return Child.startDetached(kind.label(), command, placement.log(), spawned);
    }
    Child child = Child.start(kind.label(), command, placement.log());
    spawned.accept(child.pid());
    return child;
  }

  private void awaitReady(Child starting) {
    try {
      starting.awaitReady(this::isReady, READY_LIMIT_SECONDS);
    } catch (LocalStackException notReady) {
      starting.kill();
      throw notReady;
    }
  }

  private Child started() {
    if (child == null) {
      throw new LocalStackException(kind.label() + " was never started");
    }
    return child;
  }
}
