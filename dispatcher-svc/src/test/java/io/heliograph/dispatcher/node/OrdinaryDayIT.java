package io.heliograph.dispatcher.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.local.LocalStack;
import io.heliograph.testkit.HubProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * D7 over time: what is done is let go of at once. With {@code --long} it runs 40 minutes with the
 * default lease and prints each minute; otherwise three minutes with a lease of 20 s.
 */
@Tag("processes")
class OrdinaryDayIT {
  private static final boolean LONG = "long".equals(System.getProperty("heliograph.tests"));
  private static final int MINUTES = LONG ? 40 : 3;
  private static final Duration HANG = Duration.ofMinutes(5);

  /** Objects of the core that a hub needs whatever has passed: subscriptions, cursors, windows. */
  private static final long STANDING_MAX = 20_000;

  private static final Pattern LIVE =
      Pattern.compile(
          "\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+io\\.heliograph\\.(coordinator\\.(shard|cursor)|[a-z]+\\.fetch)\\..*");

  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  @Test
  void shouldKeepNothingOfWhatIsDone(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
      throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka());
        HubProcess hub = new HubProcess(stack.kafka().bootstrap(), 0, folder)) {
      // As `heliograph up` starts it.
      hub.jvm("-Xmx512m", "-XX:+UseG1GC", "-XX:-UseSerialGC", "-XX:TieredStopAtLevel=4");
      if (!LONG) {
        hub.with("hub.dispatcher.lease=PT20S");
      }
      hub.start().awaitReady();
      try (OrdinaryDay day = new OrdinaryDay(hub.url(), "")) {
        long tasks = 0;
        for (int minute = 1; minute <= MINUTES; minute++) {
          TimeUnit.MINUTES.sleep(1);
          long live = liveObjects(hub);
          print(minute, day, tasks, live, hub);
          tasks = day.tasks();
          assertThat(live)
              .as("objects of the core in minute " + minute)
              .isPositive()
              .isLessThan(STANDING_MAX);
        }
        day.publishNoMore();
        Awaitility.await("every plugin has completed every event, see " + hub.log())
            .atMost(HANG)
            .until(() -> day.missing() == 0);

        assertThat(day.tasks()).isEqualTo((long) day.published() * OrdinaryDay.PLUGINS);
        assertThat(day.surprises()).isEmpty();
        assertThat(hub.isAlive()).isTrue();
      }
    }
  }

  private static void print(int minute, OrdinaryDay day, long before, long live, HubProcess hub)
      throws IOException, InterruptedException {
    List<Duration> lags = day.lags();
    System.out.printf(
        "minute %d: %d tasks/s, hand-out p50 %d ms p99 %d ms, live objects of the core %d,"
            + " heap after collection %d MiB, resident %d MiB, load %.1f%n",
        minute,
        (day.tasks() - before) / 60,
        lags.get(0).toMillis(),
        lags.get(1).toMillis(),
        live,
        heapMib(hub),
        hub.residentBytes() >> 20,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** Live objects of the core, after a full collection. */
  private static long liveObjects(HubProcess hub) throws IOException, InterruptedException {
    String text = jcmd(hub, "GC.class_histogram");
    assertThat(text).contains("io.heliograph.coordinator.shard.");
    return text.lines()
        .map(LIVE::matcher)
        .filter(Matcher::matches)
        .mapToLong(line -> Long.parseLong(line.group(1)))
        .sum();
  }

  /** The heap in use, MiB; asked after a histogram, which collects all. */
  private static long heapMib(HubProcess hub) throws IOException, InterruptedException {
    Matcher used = USED.matcher(jcmd(hub, "GC.heap_info"));
    assertThat(used.find()).isTrue();
    return Long.parseLong(used.group(1)) >> 10;
  }

  private static String jcmd(HubProcess hub, String command)
      throws IOException, InterruptedException {
    Process asked =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(hub.pid()),
                command)
            .redirectErrorStream(true)
            .start();
    String text = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(asked.waitFor()).as(text).isZero();
    return text;
  }
}
