package io.heliograph.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {

  private static final FileTime EARLIER = FileTime.fromMillis(1_000_000_000_000L);
  private static final FileTime BEGIN = FileTime.fromMillis(1_100_000_000_000L);
  private static final FileTime LATER = FileTime.fromMillis(1_200_000_000_000L);

  @TempDir private Path home;

  @Test
  void shouldSumReportsAndCountSuitesWhenTheyRan() throws IOException {
    report("one/target/surefire-reports", "io.heliograph.OneTest", LATER, 5, 1);
    report("two/target/failsafe-reports", "io.heliograph.AzulVectorsIT", LATER, 3, 0);

    List<String> lines = Summary.of(machine(), BEGIN);

    assertThat(lines.getLast()).isEqualTo("7 passed, 1 failed");
    assertThat(lines).contains("azul        3 passed, 0 failed");
  }

  @Test
  void shouldSayWhatIsMissingWhenASuiteDidNotRun() {
    assertThat(Summary.of(machine(), BEGIN))
        .contains("browser     not run: needs package chromium")
        .contains("faults      not run: needs option --faults and the right to mount (unshare -rm)")
        .endsWith("0 passed, 0 failed");
  }

  @Test
  void shouldNotAskForWhatIsThereWhenASuiteHasNoTest() throws IOException {
    Path program = Files.createFile(home.resolve("node"));
    assertThat(program.toFile().setExecutable(true)).isTrue();

    assertThat(Summary.of(machine(), BEGIN))
        .contains("js          not run: no test of it in this build");
  }

  @Test
  void shouldLeaveOutReportsOfEarlierRuns() throws IOException {
    report("one/target/surefire-reports", "io.heliograph.OneTest", EARLIER, 5, 1);

    assertThat(Summary.of(machine(), BEGIN)).endsWith("0 passed, 0 failed");
  }

  @Test
  void shouldNameTheSlowestClassesFirstAndTheTimeOfEachModule() throws IOException {
    for (int at = 0; at < 12; at++) {
      report("one/target/surefire-reports", "io.heliograph.One" + at + "Test", LATER, 1, 0);
    }
    report("libs/two/target/failsafe-reports", "io.heliograph.SlowIT", LATER, 1_200, 0);

    List<String> lines = Summary.of(machine(), BEGIN);

    assertThat(lines.getFirst()).isEqualTo("  1200.5 s  io.heliograph.SlowIT");
    assertThat(lines.subList(0, 10)).allMatch(line -> line.contains("io.heliograph."));
    assertThat(lines.subList(10, 12)).containsExactly("  1200.5 s  libs/two", "    18.0 s  one");
  }

  private Machine machine() {
    return new Machine(home, List.of(home), Set.of());
  }

  private void report(String folder, String name, FileTime time, int tests, int errors)
      throws IOException {
    Path file = home.resolve(folder).resolve("TEST-" + name + ".xml");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\""
            + name
            + "\" tests=\""
            + tests
            + "\" time=\""
            + String.format(Locale.ROOT, "%,.1f", tests + 0.5)
            + "\" errors=\""
            + errors
            + "\" skipped=\"0\" failures=\"0\"><testcase name=\"a\"/></testsuite>");
    Files.setLastModifiedTime(file, time);
  }
}
