package io.heliograph.dispatcher.content;

import io.heliograph.dispatcher.metrics.LabelledCounter;
import io.heliograph.identify.FileType;
import io.heliograph.identify.Identifier;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
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
 * same. After the limit the look is interrupted; one that runs on for as long again holds its
 * thread, and {@link LookThreads} replaces it. The stage never fails.
 */
final class Identification implements AutoCloseable {
  /** Looks at a content. */
  interface Look {
    FileType at(SeekableByteChannel content) throws IOException;
  }

  /**
   * How much may be spent.
   *
   * @param threads looks at the same time
   * @param spareThreads how many held ones are replaced
   * @param waitingMax files that may wait for a thread
   * @param lookMillis how long a file is looked at
   */
  record Limits(int threads, int spareThreads, int waitingMax, long lookMillis) {}

  private static final Logger LOG = Logger.getLogger(Identification.class);

  private final Look look;
  private final LookThreads threads;
  private final long limitMillis;
  private final LabelledCounter failures;
  private final Counter held;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("identify-limit").daemon().factory());

  Identification(Look look, Limits limits, MeterRegistry registry) {
    this.look = look;
    this.threads = new LookThreads(limits.threads(), limits.spareThreads(), limits.waitingMax());
    this.limitMillis = limits.lookMillis();
    this.failures = new LabelledCounter(registry, "dispatcher_identify_fail", 16, "mime", "magic");
    this.held = registry.counter("hub_identify_held_total");
    Gauge.builder("hub_identify_held_threads", threads, LookThreads::held).register(registry);
  }

  /** The look of the plain rules. */
  static Look rules() {
    Identifier identifier = new Identifier();
    return identifier::identify;
  }

  /** What is in there; {@code opening} is called on one of the threads. */
  CompletionStage<FileType> identify(Callable<SeekableByteChannel> opening) {
    CompletableFuture<FileType> answer = new CompletableFuture<>();
    threads.execute(new Job(opening, answer));
    return answer;
  }

  /** One file that is looked at. */
  private final class Job implements LookThreads.Work {
    private final FutureTask<FileType> task;
    private final CompletableFuture<FileType> answer;

    Job(Callable<SeekableByteChannel> opening, CompletableFuture<FileType> answer) {
      this.answer = answer;
      this.task =
          new FutureTask<>(
              () -> {
                try (SeekableByteChannel content = opening.call()) {
                  return look.at(content);
                }
              });
    }

    @Override
    public void run(LookThreads.Place place) {
      ScheduledFuture<?> limit =
          timer.schedule(this::interrupt, limitMillis, TimeUnit.MILLISECONDS);
      ScheduledFuture<?> alarm =
          timer.schedule(() -> giveUp(place), 2 * limitMillis, TimeUnit.MILLISECONDS);
      task.run();
      limit.cancel(false);
      alarm.cancel(false);
      var unused = Thread.interrupted();
      if (task.state() == FutureTask.State.SUCCESS) {
        answer.complete(task.resultNow());
      } else if (task.state() == FutureTask.State.FAILED) {
        answer.complete(unknown(String.valueOf(task.exceptionNow())));
      }
    }

    private void interrupt() {
      if (task.cancel(true)) {
        answer.complete(unknown("it took longer than " + limitMillis + " ms"));
      }
    }

    private void giveUp(LookThreads.Place place) {
      if (place.hold()) {
        held.increment();
        LOG.warnf("identification holds its thread held=%d", threads.held());
      }
    }

    @Override
    public void refuse() {
      answer.complete(unknown("no thread is free"));
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
