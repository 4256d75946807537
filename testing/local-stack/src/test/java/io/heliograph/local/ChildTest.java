package io.heliograph.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {

  @TempDir private Path folder;

  @Test
  void shouldRunTheProgramUnderTheRecordedIdWhenItIsRecorded() {
    AtomicLong recorded = new AtomicLong();

    Child child =
        Child.startDetached("one", program("echo $$"), folder.resolve("log"), recorded::set);

    await().until(() -> !child.isAlive());
    assertThat(folder.resolve("log")).hasContent(recorded + "\n");
    assertThat(child.pid()).isEqualTo(recorded.get());
  }

  @Test
  void shouldEndWithoutRunningTheProgramWhenItCouldNotBeRecorded() {
    AtomicLong seen = new AtomicLong();

    assertThatThrownBy(
            () ->
                Child.startDetached(
                    "one",
                    program("echo ran"),
                    folder.resolve("log"),
                    pid -> {
                      seen.set(pid);
                      throw new IllegalStateException("the disk is full");
                    }))
        .hasMessage("the disk is full");

    await().until(() -> ProcessHandle.of(seen.get()).filter(ProcessHandle::isAlive).isEmpty());
    assertThat(folder.resolve("log")).isEmptyFile();
  }

  @Test
  void shouldHaveNothingOnItsInputWhenItRuns() throws Exception {
    Child child =
        Child.startDetached("one", program("cat; echo over"), folder.resolve("log"), pid -> {});

    await().until(() -> !child.isAlive());
    assertThat(Files.readString(folder.resolve("log"))).isEqualTo("over\n");
  }

  private static List<String> program(String script) {
    return List.of("/bin/sh", "-c", script);
  }
}
