package io.heliograph.cli.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {

  private static final int BYTES_MAX = 100;

  @TempDir private Path folder;

  @Test
  void shouldBoundTheLogOfAPartThatHoldsItOpen() throws IOException {
    Path log = folder.resolve("redis.log");
    LogFiles files = new LogFiles(BYTES_MAX);
    try (OutputStream part =
        Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (int turn = 0; turn < 100; turn++) {
        part.write("line %02d of the part\n".formatted(turn).getBytes(StandardCharsets.UTF_8));
        boolean full = Files.size(log) >= BYTES_MAX;
        assertThat(files.rotate(log)).isEqualTo(full);
      }
    }

    try (var all = Files.list(folder)) {
      assertThat(all.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "redis.log", "redis.log.1", "redis.log.2", "redis.log.3", "redis.log.4");
    }
    // Five lines of 20 bytes fill one file; none is lost, none is there twice.
    assertThat(log).isEmptyFile();
    assertThat(Files.readString(LogFiles.newestOlder(log))).startsWith("line 95").hasSize(100);
    assertThat(Files.readString(folder.resolve("redis.log.4"))).startsWith("line 80").hasSize(100);
  }

  @Test
  void shouldKeepOnlyTheEndWhenTheLogGrewFarBeyondItsSize() throws IOException {
    Path log = Files.writeString(folder.resolve("kafka.log"), "x".repeat(10_000) + "the end");

    assertThat(new LogFiles(BYTES_MAX).rotate(log)).isTrue();

    assertThat(Files.readString(LogFiles.newestOlder(log)))
        .endsWith("the end")
        .hasSize(2 * BYTES_MAX);
  }

  @Test
  void shouldLeaveAloneWhatIsSmallOrNotThere() throws IOException {
    Path log = Files.writeString(folder.resolve("kafka.log"), "short");

    assertThat(new LogFiles(BYTES_MAX).rotate(log)).isFalse();
    assertThat(new LogFiles(BYTES_MAX).rotate(folder.resolve("none.log"))).isFalse();

    assertThat(log).hasContent("short");
  }
}
