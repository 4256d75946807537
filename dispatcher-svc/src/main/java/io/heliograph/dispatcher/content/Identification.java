package io.heliograph.dispatcher.content;

import io.heliograph.dispatcher.metrics.LabelledCounter;
import io.heliograph.identify.FileType;
import io.heliograph.identify.Identifier;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Tells the format of what was uploaded, on threads of its own and in a limited time. A file that
 * breaks an identifier, or keeps it busy for too long, has no known format: it is stored all the
 * same. The stage never fails.
 */
final class Identification implements AutoCloseable {
  /** Looks at a content. */
  interface Look {
    FileType at(SeekableByteChannel content) throws IOException;
  }

  private static final Logger LOG = Logger.getLogger(Identification.class);

  private final Look look;
  private final ContentThreads threads;
  private final long limitMillis;
  private final LabelledCounter failures;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("identify-limit").daemon().factory());

  Identification(Look look, ContentThreads threads, long limitMillis, LabelledCounter failures) {
    this.look = look;
    this.threads = threads;
    this.limitMillis = limitMillis;
    this.failures = failures;
  }

  /** The look of the plain rules. */
  static Look rules() {
    Identifier identifier = new Identifier();
    return identifier::identify;
  }

  /** What is in there; {@code opening} is called on one of the threads. */
  CompletionStage<FileType> identify(Callable<SeekableByteChannel> opening) {
    CompletableFuture<FileType> answer = new CompletableFuture<>();
    FutureTask<FileType> task =
        new FutureTask<>(
            () -> {
              try (SeekableByteChannel content = opening.call()) {
                return look.at(content);
              }
            });
    try {
      threads.execute(() -> run(task, answer));
    } catch (RuntimeException full) {
      answer.complete(unknown("no thread is free"));
    }
    return answer;
  }

  private void run(FutureTask<FileType> task, CompletableFuture<FileType> answer) {
    ScheduledFuture<?> limit =
        timer.schedule(
            () -> {
              if (task.cancel(true)) {
                // A look that does not heed the interrupt holds its thread, but not the client.
                answer.complete(unknown("it took longer than " + limitMillis + " ms"));
              }
            },
            limitMillis,
            TimeUnit.MILLISECONDS);
    task.run();
    limit.cancel(false);
    var unused = Thread.interrupted();
    if (task.state() == FutureTask.State.SUCCESS) {
      answer.complete(task.resultNow());
    } else if (task.state() == FutureTask.State.FAILED) {
      answer.complete(unknown(String.valueOf(task.exceptionNow())));
    }
  }

  private FileType unknown(String reason) {
    LOG.warnf("identification failed reason=%s", reason);
    failures.increment(FileType.NONE.mime(), FileType.NONE.magic());
    return FileType.NONE;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    threads.close();
  }
}
