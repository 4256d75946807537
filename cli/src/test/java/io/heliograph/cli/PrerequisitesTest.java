package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrerequisitesTest {

  @Test
  void shouldFindAProgramOnlyWhenItCanBeExecuted(@TempDir Path folder) throws IOException {
    Path program = Files.createFile(folder.resolve("tool"));
    String path = ":/nowhere:" + folder;
    assertThat(Prerequisites.isOnPath("tool", path)).isFalse();

    assertThat(program.toFile().setExecutable(true)).isTrue();

    assertThat(Prerequisites.isOnPath("tool", path)).isTrue();
    assertThat(Prerequisites.isOnPath("tool", ":/nowhere")).isFalse();
  }
}
