package io.heliograph.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadDirectoryTest {
  @TempDir private Path root;

  @Test
  void shouldSweepWhatAProcessGoneLeft() throws Exception {
    Path abandoned = Files.createDirectories(root.resolve(".incoming/gone"));
    Files.createFile(abandoned.resolve("lock"));
    Files.write(abandoned.resolve("a.part"), new byte[10]);
    Path unlocked = Files.createDirectories(root.resolve(".incoming/never-locked"));

    try (UploadDirectory directory = UploadDirectory.open(root)) {
      assertThat(abandoned).doesNotExist();
      assertThat(unlocked).doesNotExist();
      assertThat(directory.next().getParent()).isDirectory();
    }
  }

  @Test
  void shouldLeaveTheFilesOfALivingProcess() throws Exception {
    try (UploadDirectory living = UploadDirectory.open(root)) {
      Path file = Files.write(living.next(), new byte[10]);

      try (UploadDirectory second = UploadDirectory.open(root)) {
        assertThat(second.next().getParent()).isNotEqualTo(file.getParent());
        assertThat(file).exists();
      }
    }
  }

  @Test
  void shouldRemoveNothingThatItDidNotMake() throws Exception {
    Path outside = Files.createDirectories(root.resolve("outside"));
    Path precious = Files.write(outside.resolve("precious.part"), new byte[10]);
    Path folder = Files.createDirectories(root.resolve(".incoming/odd"));
    Path unknown = Files.write(folder.resolve("notes.txt"), new byte[10]);
    Files.createSymbolicLink(root.resolve(".incoming/link"), outside);
    Files.createSymbolicLink(folder.resolve("linked.part"), precious);

    try (UploadDirectory directory = UploadDirectory.open(root)) {
      assertThat(precious).exists();
      assertThat(unknown).exists();
      assertThat(folder.resolve("linked.part")).doesNotExist();
      assertThat(directory.next()).doesNotExist();
    }
  }
}
