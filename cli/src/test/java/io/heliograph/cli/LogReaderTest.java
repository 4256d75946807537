package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReaderTest {

  @TempDir private Path folder;

  private final StringWriter printed = new StringWriter();

  @Test
  void shouldPrintEachLineOnceWhenTheLogIsRotatedBetweenTwoLooks() throws IOException {
    Path log = Files.writeString(folder.resolve("hub.log"), "first\n");
    PrintWriter out = new PrintWriter(printed);
    try (LogReader reader = new LogReader(log)) {
      reader.copyNew(out);
      Files.writeString(log, "before the cut\n", StandardOpenOption.APPEND);
      Files.copy(log, folder.resolve("hub.log.1"));
      Files.writeString(log, "new\n", StandardOpenOption.TRUNCATE_EXISTING);
      reader.copyNew(out);
      Files.writeString(log, "later\n", StandardOpenOption.APPEND);
      reader.copyNew(out);
    }

    assertThat(printed).hasToString("first\nbefore the cut\nnew\nlater\n");
  }

  @Test
  void shouldBeginAnewWhenTheLogWasEmptiedAndNothingWasKept() throws IOException {
    Path log = Files.writeString(folder.resolve("hub.log"), "a long first line\n");
    PrintWriter out = new PrintWriter(printed);
    try (LogReader reader = new LogReader(log)) {
      reader.copyNew(out);
      Files.writeString(log, "new\n", StandardOpenOption.TRUNCATE_EXISTING);
      reader.copyNew(out);
    }

    assertThat(printed).hasToString("a long first line\nnew\n");
  }
}
