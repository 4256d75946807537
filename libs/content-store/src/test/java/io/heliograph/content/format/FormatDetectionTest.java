package io.heliograph.content.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.identify.FileType;
import io.heliograph.kit.thread.SupervisedThreads;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatDetectionTest {
  private static final FileType GLANCED = new FileType("g/l", "glanced", "glance", "");
  private static final FormatDetection.Subject SUBJECT =
      new FormatDetection.Subject("samples", "0".repeat(64));

  @TempDir private Path folder;

  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger threadsHeld = new AtomicInteger();
  private final FormatDetection.Events events =
      new FormatDetection.Events() {
        @Override
        public void failed() {
          failures.incrementAndGet();
        }

        @Override
        public void threadHeld() {
          threadsHeld.incrementAndGet();
        }
      };

  private FormatDetection detection(FormatDetection.Detector detector, long limitMillis) {
    return new FormatDetection(
        new FormatDetection.Detectors(detector, content -> GLANCED),
        new FormatDetection.Limits(1, 1, 10, limitMillis),
        new SupervisedThreads(),
        events);
  }

  private CompletionStage<FileType> asked(FormatDetection detection) {
    return detection.identify(SUBJECT, () -> FileChannel.open(folder.resolve("file")));
  }

  private FileType identify(FormatDetection detection) throws IOException {
    Path file = Files.write(folder.resolve("file"), "{\"a\": 1}".getBytes(UTF_8));
    return get(detection.identify(SUBJECT, () -> FileChannel.open(file)));
  }

  @Test
  void shouldTellTheFormat() throws IOException {
    try (FormatDetection detection = detection(FormatDetection.rules().full(), 10_000)) {
      assertThat(identify(detection).fileFormat()).isEqualTo("text/json");
    }
  }

  @Test
  void shouldAnswerByAGlanceWhenTheLookBreaks() throws IOException {
    FormatDetection.Detector broken =
        content -> {
          throw new IllegalStateException("cannot bear it");
        };
    try (FormatDetection detection = detection(broken, 10_000)) {
      assertThat(identify(detection)).isEqualTo(GLANCED);
    }
    try (FormatDetection detection =
        detection(
            content -> {
              throw new StackOverflowError();
            },
            10_000)) {
      assertThat(identify(detection)).isEqualTo(GLANCED);
    }
    // It is told once the answer is given.
    await().untilAsserted(() -> assertThat(failures).hasValue(2));
  }

  @Test
  void shouldGiveUpALookThatTakesTooLongAndServeTheNext() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    List<String> detectors = new ArrayList<>();
    FormatDetection.Detector slowFirst =
        content -> {
          detectors.add("one");
          if (detectors.size() == 1) {
            try {
              never.await();
            } catch (InterruptedException limit) {
              throw new IOException(limit);
            }
          }
          return new FileType("a/b", "m", "f", "");
        };
    try (FormatDetection detection = detection(slowFirst, 100)) {
      assertThat(identify(detection)).isEqualTo(GLANCED);
      CompletionStage<FileType> next = asked(detection);
      assertThat(get(next).fileFormat()).isEqualTo("f");
    }
  }

  @Test
  void shouldReplaceAHeldThreadAndRefuseWhenAllAreHeldUntilOneComesBack() throws IOException {
    CountDownLatch released = new CountDownLatch(1);
    AtomicInteger deaf = new AtomicInteger(1);
    FormatDetection.Detector detector =
        content -> {
          if (deaf.getAndDecrement() > 0) {
            awaitDeaf(released);
          }
          return new FileType("a/b", "m", "f", "");
        };
    try (FormatDetection detection = detection(detector, 50)) {
      assertThat(identify(detection)).isEqualTo(GLANCED);
      await().untilAsserted(() -> assertThat(detection.heldThreads()).isEqualTo(1));
      assertThat(identify(detection).fileFormat()).isEqualTo("f");

      deaf.set(1);
      assertThat(identify(detection)).isEqualTo(GLANCED);
      CompletionStage<FileType> waiting = asked(detection);
      // It waits for the thread that never comes back, and is told when that is known.
      assertThat(get(waiting)).isEqualTo(GLANCED);
      await().untilAsserted(() -> assertThat(detection.heldThreads()).isEqualTo(2));
      assertThat(identify(detection)).isEqualTo(GLANCED);
      await().untilAsserted(() -> assertThat(threadsHeld).hasValue(2));

      released.countDown();
      await().untilAsserted(() -> assertThat(detection.heldThreads()).isZero());
      assertThat(identify(detection).fileFormat()).isEqualTo("f");
    }
  }

  /** Six files that nothing can stop, and two threads with four spare ones: the hub's own. */
  @Test
  void shouldTellOthersFilesByAGlanceWhileAllThreadsAreHeld() throws IOException {
    CountDownLatch released = new CountDownLatch(1);
    AtomicInteger endless = new AtomicInteger(6);
    FormatDetection.Detector detector =
        content -> {
          if (endless.getAndDecrement() > 0) {
            awaitDeaf(released);
          }
          return new FileType("a/b", "m", "f", "");
        };
    try (FormatDetection detection =
        new FormatDetection(
            new FormatDetection.Detectors(detector, FormatDetection.rules().glance()),
            new FormatDetection.Limits(2, 4, 10, 100),
            new SupervisedThreads(),
            events)) {
      Path pdf = Files.write(folder.resolve("pdf"), "%PDF-1.4\n1 0 obj\n".getBytes(UTF_8));
      // The rules are loaded once, which takes longer than a glance may.
      try (FileChannel first = FileChannel.open(pdf)) {
        assertThat(FormatDetection.rules().glance().at(first).fileFormat())
            .isEqualTo("document/pdf");
      }
      List<CompletionStage<FileType>> hostile = new ArrayList<>();
      for (int file = 0; file < 6; file++) {
        hostile.add(detection.identify(SUBJECT, () -> FileChannel.open(pdf)));
      }
      for (CompletionStage<FileType> answer : hostile) {
        assertThat(get(answer).fileFormat()).isEqualTo("document/pdf");
      }
      await().untilAsserted(() -> assertThat(detection.heldThreads()).isGreaterThanOrEqualTo(1));
      for (int file = 0; file < 30; file++) {
        CompletionStage<FileType> other = detection.identify(SUBJECT, () -> FileChannel.open(pdf));
        assertThat(get(other).fileFormat()).isIn("document/pdf", "f");
      }
      assertThat(detectionThreads()).isLessThanOrEqualTo(6);

      released.countDown();
      await().untilAsserted(() -> assertThat(detection.heldThreads()).isZero());
      assertThat(identify(detection).fileFormat()).isEqualTo("f");
    }
  }

  private static long detectionThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("identify-"))
        .filter(thread -> !thread.getName().equals("identify-timer"))
        .filter(Thread::isAlive)
        .count();
  }

  /** The attack that was seen, with the rules themselves: 62 newlines, eight at a time. */
  @Test
  void shouldGiveEveryThreadBackWhenTextsOfBlankLinesArrive() throws IOException {
    try (FormatDetection detection =
        new FormatDetection(
            FormatDetection.rules(),
            new FormatDetection.Limits(2, 4, 128, 10_000),
            new SupervisedThreads(),
            events)) {
      Path blank = Files.write(folder.resolve("blank"), ("\n".repeat(62) + "a1").getBytes(UTF_8));
      List<CompletionStage<FileType>> answers = new ArrayList<>();
      for (int file = 0; file < 64; file++) {
        answers.add(detection.identify(SUBJECT, () -> FileChannel.open(blank)));
      }
      for (CompletionStage<FileType> answer : answers) {
        assertThat(get(answer).fileFormat()).isEqualTo("text/plain");
      }
      assertThat(identify(detection).fileFormat()).isEqualTo("text/json");
      assertThat(detection.heldThreads()).isZero();
      assertThat(threadsHeld.get()).isZero();
    }
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  /** As a loop in a parser does: it does not end for an interrupt. */
  private static void awaitDeaf(CountDownLatch released) {
    boolean over = false;
    while (!over) {
      try {
        released.await();
        over = true;
      } catch (InterruptedException ignored) {
        // Deaf on purpose.
      }
    }
  }
}
