package io.heliograph.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/**
 * One running child process: its log in a file, nothing on its standard input. It dies with this
 * JVM unless it was started to outlive it; then it leads a session of its own and a Ctrl-C at the
 * launcher's terminal does not reach it.
 */
public final class Child {

  private static final long POLL_MILLIS = 25;
  private static final long STOP_LIMIT_SECONDS = 20;
  private static final long KILL_LIMIT_SECONDS = 10;

  private final String name;
  private final Process process;
  private final Path log;

  private Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a process that dies with this JVM.
   *
   * @param name what messages call it
   * @param log where its output is appended
   * @throws LocalStackException when the system does not start it
   */
  public static Child start(String name, List<String> command, Path log) {
    try {
      Process process =
          builder(command, log)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
      watch(process);
      return new Child(name, process, log);
    } catch (IOException failure) {
      throw new LocalStackException("cannot start " + name + ": " + failure.getMessage(), failure);
    }
  }

  /** A process that would not end with this one is ended at once. */
  private static void watch(Process process) {
    try {
      Reaper reaper = Reaper.get();
      reaper.watch(process.pid());
      var unused = process.onExit().thenAccept(ended -> reaper.forget(ended.pid()));
    } catch (RuntimeException unwatched) {
      process.destroyForcibly();
      throw unwatched;
    }
  }

  /**
   * Starts a process that outlives this JVM. It does nothing before {@code recorded} has returned:
   * when this JVM is killed before that, the process ends by itself, so that no unrecorded process
   * is ever left.
   *
   * @param name what messages call it
   * @param log where its output is appended
   * @param recorded told the process id, to write it down
   * @throws LocalStackException when the system does not start it
   */
  public static Child startDetached(
      String name, List<String> command, Path log, LongConsumer recorded) {
    try {
      Process process = builder(detached(command), log).start();
      // Closing the pipe without the word ends the process.
      try (Writer order = process.outputWriter(StandardCharsets.US_ASCII)) {
        recorded.accept(process.pid());
        order.write("go\n");
      }
      return new Child(name, process, log);
    } catch (IOException failure) {
      throw new LocalStackException("cannot start " + name + ": " + failure.getMessage(), failure);
    }
  }

  private static ProcessBuilder builder(List<String> command, Path log) throws IOException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
  }

  /**
   * Waits for the word; then a new session where the system has setsid, elsewhere at least deaf to
   * the terminal.
   */
  private static List<String> detached(List<String> command) {
    List<String> wrapped = new ArrayList<>();
    wrapped.add("/bin/sh");
    wrapped.add("-c");
    wrapped.add(
        "trap '' INT HUP; IFS= read -r word || exit 1; [ \"$word\" = go ] || exit 1;"
            + " exec </dev/null;"
            + " if command -v setsid >/dev/null 2>&1; then trap - INT HUP; exec setsid \"$@\"; fi;"
            + " exec \"$@\"");
    wrapped.add("detached");
    wrapped.addAll(command);
    return wrapped;
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Waits until the predicate holds for the child's id.
   *
   * @throws LocalStackException with the log's end when it dies first or the limit has passed
   */
  public void awaitReady(LongPredicate ready, long limitSeconds) {
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(limitSeconds);
    while (!ready.test(pid())) {
      if (exitedWithin(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new LocalStackException(
            name
                + " ended with exit code "
                + process.exitValue()
                + " before it was ready"
                + tail());
      }
      if (System.nanoTime() > deadlineNanos) {
        throw new LocalStackException(
            name + " was not ready within " + limitSeconds + " s" + tail());
      }
    }
  }

  /** Waits until it has ended by itself; it is killed when it does not. */
  void awaitEnd(long limitSeconds) {
    if (!exitedWithin(limitSeconds, TimeUnit.SECONDS)) {
      kill();
      throw new LocalStackException(name + " did not end within " + limitSeconds + " s" + tail());
    }
  }

  /** For a child that does one thing and ends: waits for exit code 0. */
  void awaitSuccess(long limitSeconds) {
    awaitEnd(limitSeconds);
    if (process.exitValue() != 0) {
      throw new LocalStackException(name + " ended with exit code " + process.exitValue() + tail());
    }
  }

  /** SIGTERM, and SIGKILL when that does not end it in 20 s. */
  void stop() {
    if (!process.isAlive()) {
      return;
    }
    signal("CONT");
    process.destroy();
    if (!exitedWithin(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
      kill();
    }
  }

  /** SIGKILL, to it and to the processes that it started. */
  void kill() {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
    if (!exitedWithin(KILL_LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new LocalStackException(name + " (process " + pid() + ") survived SIGKILL");
    }
    descendants.forEach(descendant -> descendant.onExit().join());
  }

  /** Sends STOP or CONT to it and to the processes that it started. */
  void signal(String signal) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "kill -\"$@\"", "signal"));
    command.add(signal);
    Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .map(handle -> Long.toString(handle.pid()))
        .forEach(command::add);
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("interrupted while signalling " + name, interrupted);
    }
  }

  private boolean exitedWithin(long amount, TimeUnit unit) {
    try {
      return process.waitFor(amount, unit);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("interrupted while waiting for " + name, interrupted);
    }
  }

  private String tail() {
    return "; end of " + log + ":\n" + LogTail.of(log, 20);
  }
}
