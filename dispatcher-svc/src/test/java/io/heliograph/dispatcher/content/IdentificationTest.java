package io.heliograph.dispatcher.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.dispatcher.metrics.LabelledCounter;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentificationTest {
  @TempDir private Path folder;

  private final MeterRegistry registry = new SimpleMeterRegistry();

  private Identification identification(Identification.Look look, long limitMillis) {
    return new Identification(
        look,
        new ContentThreads("test-", 1, 10),
        limitMillis,
        new LabelledCounter(registry, "dispatcher_identify_fail", 16, "mime", "magic"));
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
}
