package io.heliograph.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("processes")
class ParentDeathIT {

  private static final Duration END_LIMIT = Duration.ofSeconds(60);

  /** SIGKILL (true) runs no hook in the parent: only the reaper is left. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldLeaveNoChildAndNoFolderWhenTheParentDies(boolean forcibly) throws Exception {
    Process parent = holder();
    List<Long> children = new ArrayList<>();
    Path data;
    try (BufferedReader lines = parent.inputReader()) {
      for (int count = 0; count < 3; count++) {
        children.add(Long.parseLong(lines.readLine()));
      }
      data = Path.of(lines.readLine());
      assertThat(children).allMatch(ParentDeathIT::isAlive);

      if (forcibly) {
        parent.destroyForcibly();
      } else {
        parent.destroy();
      }

      await()
          .atMost(END_LIMIT)
          .untilAsserted(() -> assertThat(children).noneMatch(ParentDeathIT::isAlive));
      await().atMost(END_LIMIT).untilAsserted(() -> assertThat(data).doesNotExist());
    } finally {
      parent.destroyForcibly();
    }
  }

  private static Process holder() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dheliograph.home=" + System.getProperty("heliograph.home"),
            "-cp",
            System.getProperty("java.class.path"),
            StackHolder.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
