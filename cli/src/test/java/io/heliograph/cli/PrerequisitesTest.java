package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.suite.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrerequisitesTest {

  @Test
  void shouldNamePythonUntilItCanBeExecuted(@TempDir Path folder) throws IOException {
    Machine machine = new Machine(folder, List.of(folder), Set.of());
    Path program = Files.createFile(folder.resolve("python3"));
    assertThat(Prerequisites.missing(machine)).singleElement().asString().contains("python3");

    assertThat(program.toFile().setExecutable(true)).isTrue();

    assertThat(Prerequisites.missing(machine)).isEmpty();
  }
}
