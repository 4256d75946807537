package io.heliograph.dispatcher.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.identify.FileType;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentificationTest {
  @TempDir private Path folder;

  private final MeterRegistry registry = new SimpleMeterRegistry();

  private Identification identification(Identification.Look look, long limitMillis) {
    return new Identification(look, new Identification.Limits(1, 1, 10, limitMillis), registry);
  }

  private FileType identify(Identification identification) throws IOException {
    Path file = Files.write(folder.resolve("file"), "{\"a\": 1}".getBytes(UTF_8));
    return ContentStoreContract.get(identification.identify(() -> FileChannel.open(file)));
  }

  @Test
  void shouldTellTheFormat() throws IOException {
    try (Identification identification = identification(Identification.rules(), 10_000)) {
      assertThat(identify(identification).fileFormat()).isEqualTo("text/json");
    }
  }

  @Test
  void shouldKnowNothingWhenTheLookBreaks() throws IOException {
    Identification.Look broken =
        content -> {
          throw new IllegalStateException("cannot bear it");
        };
    try (Identification identification = identification(broken, 10_000)) {
      assertThat(identify(identification)).isEqualTo(FileType.NONE);
    }
    try (Identification identification =
        identification(
            content -> {
              throw new StackOverflowError();
            },
            10_000)) {
      assertThat(identify(identification)).isEqualTo(FileType.NONE);
    }
    assertThat(registry.get("dispatcher_identify_fail").gauge().value()).isPositive();
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
      assertThat(identify(identification)).isEqualTo(FileType.NONE);
      CompletionStage<FileType> next =
          identification.identify(() -> FileChannel.open(folder.resolve("file")));
      assertThat(ContentStoreContract.get(next).fileFormat()).isEqualTo("f");
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
      assertThat(identify(identification)).isEqualTo(FileType.NONE);
      await().untilAsserted(() -> assertThat(held()).isEqualTo(1));
      assertThat(identify(identification).fileFormat()).isEqualTo("f");

      deaf.set(1);
      assertThat(identify(identification)).isEqualTo(FileType.NONE);
      CompletionStage<FileType> waiting =
          identification.identify(() -> FileChannel.open(folder.resolve("file")));
      // It waits for the thread that never comes back, and is told when that is known.
      assertThat(ContentStoreContract.get(waiting)).isEqualTo(FileType.NONE);
      await().untilAsserted(() -> assertThat(held()).isEqualTo(2));
      assertThat(identify(identification)).isEqualTo(FileType.NONE);
      assertThat(registry.get("hub_identify_held_total").counter().count()).isEqualTo(2);

      released.countDown();
      await().untilAsserted(() -> assertThat(held()).isZero());
      assertThat(identify(identification).fileFormat()).isEqualTo("f");
    }
  }

  private double held() {
    return registry.get("hub_identify_held_threads").gauge().value();
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
