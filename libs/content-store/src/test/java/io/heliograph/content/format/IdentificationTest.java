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

class IdentificationTest {
  private static final FileType GLANCED = new FileType("g/l", "glanced", "glance", "");
  private static final Identification.Subject SUBJECT =
      new Identification.Subject("samples", "0".repeat(64));

  @TempDir private Path folder;

  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger threadsHeld = new AtomicInteger();
  private final Identification.Events events =
      new Identification.Events() {
        @Override
        public void failed() {
          failures.incrementAndGet();
        }

        @Override
        public void threadHeld() {
          threadsHeld.incrementAndGet();
        }
      };

  private Identification identification(Identification.Look look, long limitMillis) {
    return new Identification(
        new Identification.Looks(look, content -> GLANCED),
        new Identification.Limits(1, 1, 10, limitMillis),
        new SupervisedThreads(),
        events);
  }

  private CompletionStage<FileType> asked(Identification identification) {
    return identification.identify(SUBJECT, () -> FileChannel.open(folder.resolve("file")));
  }

  private FileType identify(Identification identification) throws IOException {
    Path file = Files.write(folder.resolve("file"), "{\"a\": 1}".getBytes(UTF_8));
    return get(identification.identify(SUBJECT, () -> FileChannel.open(file)));
  }

  @Test
  void shouldTellTheFormat() throws IOException {
    try (Identification identification = identification(Identification.rules().full(), 10_000)) {
      assertThat(identify(identification).fileFormat()).isEqualTo("text/json");
    }
  }

  @Test
  void shouldAnswerByAGlanceWhenTheLookBreaks() throws IOException {
    Identification.Look broken =
        content -> {
          throw new IllegalStateException("cannot bear it");
        };
    try (Identification identification = identification(broken, 10_000)) {
      assertThat(identify(identification)).isEqualTo(GLANCED);
    }
    try (Identification identification =
        identification(
            content -> {
              throw new StackOverflowError();
            },
            10_000)) {
      assertThat(identify(identification)).isEqualTo(GLANCED);
    }
    assertThat(failures.get()).isEqualTo(2);
  }

  @Test
  void shouldGiveUpALookThatTakesTooLongAndServeTheNext() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    List<String> looks = new ArrayList<>();
    Identification.Look slowFirst =
        content -> {
          looks.add("one");
          if (looks.size() == 1) {
            try {
              never.await();
            } catch (InterruptedException limit) {
              throw new IOException(limit);
            }
          }
          return new FileType("a/b", "m", "f", "");
        };
    try (Identification identification = identification(slowFirst, 100)) {
      assertThat(identify(identification)).isEqualTo(GLANCED);
      CompletionStage<FileType> next = asked(identification);
      assertThat(get(next).fileFormat()).isEqualTo("f");
    }
  }

  @Test
  void shouldReplaceAHeldThreadAndRefuseWhenAllAreHeldUntilOneComesBack() throws IOException {
    CountDownLatch released = new CountDownLatch(1);
    AtomicInteger deaf = new AtomicInteger(1);
    Identification.Look look =
        content -> {
          if (deaf.getAndDecrement() > 0) {
            awaitDeaf(released);
          }
          return new FileType("a/b", "m", "f", "");
        };
    try (Identification identification = identification(look, 50)) {
      assertThat(identify(identification)).isEqualTo(GLANCED);
      await().untilAsserted(() -> assertThat(identification.heldThreads()).isEqualTo(1));
      assertThat(identify(identification).fileFormat()).isEqualTo("f");

      deaf.set(1);
      assertThat(identify(identification)).isEqualTo(GLANCED);
      CompletionStage<FileType> waiting = asked(identification);
      // It waits for the thread that never comes back, and is told when that is known.
      assertThat(get(waiting)).isEqualTo(GLANCED);
      await().untilAsserted(() -> assertThat(identification.heldThreads()).isEqualTo(2));
      assertThat(identify(identification)).isEqualTo(GLANCED);
      assertThat(threadsHeld.get()).isEqualTo(2);

      released.countDown();
      await().untilAsserted(() -> assertThat(identification.heldThreads()).isZero());
      assertThat(identify(identification).fileFormat()).isEqualTo("f");
    }
  }

  /** Six files that nothing can stop, and two threads with four spare ones: the hub's own. */
  @Test
  void shouldTellOthersFilesByAGlanceWhileAllThreadsAreHeld() throws IOException {
    CountDownLatch released = new CountDownLatch(1);
    AtomicInteger endless = new AtomicInteger(6);
    Identification.Look look =
        content -> {
          if (endless.getAndDecrement() > 0) {
            awaitDeaf(released);
          }
          return new FileType("a/b", "m", "f", "");
        };
    try (Identification identification =
        new Identification(
            new Identification.Looks(look, Identification.rules().glance()),
            new Identification.Limits(2, 4, 10, 50),
            new SupervisedThreads(),
            events)) {
      Path pdf = Files.write(folder.resolve("pdf"), "%PDF-1.4\n1 0 obj\n".getBytes(UTF_8));
      List<CompletionStage<FileType>> hostile = new ArrayList<>();
      for (int file = 0; file < 6; file++) {
        hostile.add(identification.identify(SUBJECT, () -> FileChannel.open(pdf)));
      }
      for (CompletionStage<FileType> answer : hostile) {
        assertThat(get(answer).fileFormat()).isEqualTo("document/pdf");
      }
      await()
          .untilAsserted(() -> assertThat(identification.heldThreads()).isGreaterThanOrEqualTo(1));
      for (int file = 0; file < 30; file++) {
        CompletionStage<FileType> other =
            identification.identify(SUBJECT, () -> FileChannel.open(pdf));
        assertThat(get(other).fileFormat()).isIn("document/pdf", "f");
      }
      assertThat(lookThreads()).isLessThanOrEqualTo(6);

      released.countDown();
      await().untilAsserted(() -> assertThat(identification.heldThreads()).isZero());
      assertThat(identify(identification).fileFormat()).isEqualTo("f");
    }
  }

  private static long lookThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("identify-"))
        .filter(thread -> !thread.getName().equals("identify-timer"))
        .filter(Thread::isAlive)
        .count();
  }

  /** The attack that was seen, with the rules themselves: 62 newlines, eight at a time. */
  @Test
  void shouldGiveEveryThreadBackWhenTextsOfBlankLinesArrive() throws IOException {
    try (Identification identification =
        new Identification(
            Identification.rules(),
            new Identification.Limits(2, 4, 128, 10_000),
            new SupervisedThreads(),
            events)) {
      Path blank = Files.write(folder.resolve("blank"), ("\n".repeat(62) + "a1").getBytes(UTF_8));
      List<CompletionStage<FileType>> answers = new ArrayList<>();
      for (int file = 0; file < 64; file++) {
        answers.add(identification.identify(SUBJECT, () -> FileChannel.open(blank)));
      }
      for (CompletionStage<FileType> answer : answers) {
        assertThat(get(answer).fileFormat()).isEqualTo("text/plain");
      }
      assertThat(identify(identification).fileFormat()).isEqualTo("text/json");
      assertThat(identification.heldThreads()).isZero();
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
