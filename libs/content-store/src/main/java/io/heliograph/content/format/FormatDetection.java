package io.heliograph.content.format;

import io.heliograph.identify.FileType;
import io.heliograph.identify.Identifier;
import io.heliograph.kit.limit.RefusalLog;
import io.heliograph.kit.thread.FatalErrors;
import io.heliograph.kit.thread.SupervisedThreads;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells the format of what was uploaded, on threads of its own and in a limited time. Of a file
 * that breaks a detector, keeps it busy or waits for too long, a glance at its first bytes has to
 * do: it is stored all the same. After the limit the detector is interrupted; one that runs on
 * after that holds its thread, and {@link ReplaceableThreadPool} replaces it. The stage never
 * fails.
 */
public final class FormatDetection implements AutoCloseable {
  /** Tells the format of a content. */
  @FunctionalInterface
  public interface Detector {
    /** What it is; called on one of the threads, may take as long as it does. */
    FileType at(SeekableByteChannel content) throws IOException;
  }

  /**
   * The ways to tell a format.
   *
   * @param full tells as much as there is
   * @param glance tells what takes no time worth the name
   */
  public record Detectors(Detector full, Detector glance) {}

  /** Whose content it is, for the log. */
  public record Subject(String source, String sha256) {}

  /**
   * How much may be spent.
   *
   * @param threads files at the same time
   * @param spareThreads how many held ones are replaced
   * @param waitingMax files that may wait for a thread
   * @param detectionMillisMax how long a file is looked at, and how long it waits for that
   */
  public record Limits(int threads, int spareThreads, int waitingMax, long detectionMillisMax) {}

  /** Told what does not go well. Called on any thread; must not block. */
  public interface Events {
    /** A file was not looked at to the end: its first bytes had to do. */
    void failed();

    /** A file does not let go of its thread. */
    void threadHeld();
  }

  private static final Logger LOG = Logger.getLogger(FormatDetection.class);

  /** Every step of a detector sees an interrupt; what has not ended after this never will. */
  private static final long GRACE_MILLIS_MAX = 1_000;

  private final Detectors detectors;
  private final ReplaceableThreadPool threads;
  private final ReplaceableThreadPool glances;
  private final long limitMillis;
  private final Events events;
  private final DetectionTimer timer;
  private final RefusalLog log = new RefusalLog(LOG::warn);

  /** Detects in these ways, on threads of its own; one supervised thread keeps the time. */
  public FormatDetection(
      Detectors detectors, Limits limits, SupervisedThreads threads, Events events) {
    this.detectors = detectors;
    this.threads =
        new ReplaceableThreadPool(
            "identify-", limits.threads(), limits.spareThreads(), limits.waitingMax());
    this.glances = new ReplaceableThreadPool("glance-", 1, 0, limits.waitingMax());
    this.timer = new DetectionTimer(threads);
    this.limitMillis = limits.detectionMillisMax();
    this.events = events;
  }

  /** How many threads files do not let go of. */
  public int heldThreads() {
    return threads.held();
  }

  /** The detectors of the plain rules. */
  public static Detectors rules() {
    Identifier identifier = new Identifier();
    return new Detectors(identifier::identify, identifier::glance);
  }

  /**
   * What is in there. The stage never fails.
   *
   * @param opening called on one of the threads, up to three times
   */
  public CompletionStage<FileType> identify(
      Subject subject, Callable<SeekableByteChannel> opening) {
    Job job = new Job(subject, opening);
    job.waiting = timer.after(limitMillis, () -> job.skip("it waited for " + limitMillis + " ms"));
    threads.execute(job);
    return job.answer;
  }

  /** One file that is looked at. */
  private final class Job implements ReplaceableThreadPool.Work {
    private final CompletableFuture<FileType> answer = new CompletableFuture<>();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Subject subject;
    private final Callable<SeekableByteChannel> opening;
    private final FutureTask<FileType> task;
    private volatile FileType known = FileType.NONE;
    private volatile DetectionTimer.@Nullable Alarm waiting;

    Job(Subject subject, Callable<SeekableByteChannel> opening) {
      this.subject = subject;
      this.opening = opening;
      this.task =
          new FutureTask<>(
              () -> {
                known = detect(detectors.glance());
                return detect(detectors.full());
              });
    }

    private FileType detect(Detector detector) throws Exception {
      try (SeekableByteChannel content = opening.call()) {
        return detector.at(content);
      }
    }

    @Override
    public void run(ReplaceableThreadPool.Place place) {
      if (!begun.compareAndSet(false, true)) {
        return;
      }
      stopWaiting();
      DetectionTimer.Alarm limit = timer.after(limitMillis, this::interrupt);
      DetectionTimer.Alarm alarm =
          timer.after(limitMillis + Math.min(limitMillis, GRACE_MILLIS_MAX), () -> giveUp(place));
      task.run();
      limit.cancel();
      alarm.cancel();
      var unused = Thread.interrupted();
      if (task.state() == FutureTask.State.SUCCESS) {
        answer.complete(task.resultNow());
      } else if (task.state() == FutureTask.State.FAILED) {
        Throwable failure = task.exceptionNow();
        // A file's depth may take the stack of one thread; any other error is the process's own.
        if (!(failure instanceof StackOverflowError)) {
          FatalErrors.check(failure);
        }
        fail(known, String.valueOf(failure));
      }
    }

    private void interrupt() {
      if (task.cancel(true)) {
        fail(known, "it took longer than " + limitMillis + " ms");
      }
    }

    private void giveUp(ReplaceableThreadPool.Place place) {
      if (place.hold()) {
        events.threadHeld();
        log.refused(subject.source(), "identification-held", () -> "sha256=" + subject.sha256());
      }
    }

    @Override
    public void refuse() {
      skip("no thread is free");
    }

    /** A glance has to do: there is no turn for more. */
    private void skip(String reason) {
      if (!begun.compareAndSet(false, true)) {
        return;
      }
      stopWaiting();
      DetectionTimer.Alarm limit = timer.after(limitMillis, () -> fail(FileType.NONE, reason));
      glances.execute(
          new ReplaceableThreadPool.Work() {
            @Override
            public void run(ReplaceableThreadPool.Place place) {
              FileType glanced = FileType.NONE;
              try {
                glanced = detect(detectors.glance());
              } catch (Exception failure) {
                log.refused(subject.source(), "glance-failed", failure::toString);
              }
              limit.cancel();
              fail(glanced, reason);
            }

            @Override
            public void refuse() {
              limit.cancel();
              fail(FileType.NONE, reason);
            }
          });
    }

    private void stopWaiting() {
      DetectionTimer.Alarm alarm = waiting;
      if (alarm != null) {
        alarm.cancel();
      }
    }

    /** Answers with what is known all the same. */
    private void fail(FileType type, String reason) {
      if (answer.complete(type)) {
        events.failed();
        log.refused(
            subject.source(),
            "identification-failed",
            () -> "sha256=" + subject.sha256() + " reason=" + reason);
      }
    }
  }

  @Override
  public void close() {
    timer.close();
    threads.close();
    glances.close();
  }
}
