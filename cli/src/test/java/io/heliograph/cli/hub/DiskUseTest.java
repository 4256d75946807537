package io.heliograph.cli.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskUseTest {

  private static final int MEBIBYTE = 1 << 20;

  @TempDir private Path folder;

  @Test
  void shouldTellTheRoomOfAFolderThatIsThereOnly() {
    assertThat(DiskUse.room(folder)).matches(", free [0-9.]+ of [0-9.]+ GiB");
    assertThat(DiskUse.room(folder.resolve("none"))).isEmpty();
  }

  @Test
  void shouldCountWhatIsAllocatedAndNotWhatAFileIsLong() throws IOException {
    Files.write(folder.resolve("full"), new byte[2 * MEBIBYTE]);
    try (RandomAccessFile sparse = new RandomAccessFile(folder.resolve("index").toFile(), "rw")) {
      sparse.setLength(500L * MEBIBYTE);
    }

    assertThat(DiskUse.bytes(folder)).isBetween(2L * MEBIBYTE, 4L * MEBIBYTE);
    assertThat(DiskUse.bytes(folder.resolve("none"))).isZero();
  }
}
