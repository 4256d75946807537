package io.heliograph.dashboard.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.dashboard.DashboardProcess;
import io.heliograph.dashboard.Feed;
import io.heliograph.local.LocalStack;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SIGKILL of the packaged service at random moments of a replay: Redis holds what a single delivery
 * makes. The seed decides the moments.
 */
@Tag("processes")
class KilledIngestIT {
  private static final int KILLS = 3;
  private static final int WITHIN_MILLIS = 120;

  @TempDir Path folder;

  /** Three seeds, or fifty with {@code ./heliograph test --long}. */
  static LongStream seeds() {
    return LongStream.rangeClosed(
        1, "long".equals(System.getProperty("heliograph.tests")) ? 50 : 3);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void shouldCountEachMessageOnceWhenKilledAtAnyMoment(long seed) throws Exception {
    Random random = new Random(seed);
    String[] lines = Feed.text("feed.jsonl").split("\n");
    String id = "";
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka().redis());
        DashboardProcess service =
            new DashboardProcess(
                    stack, folder, "hub.statistics.compatibility=misp", "hub.ingest.batch-max=3")
                .start()) {
      service.awaitReady();
      for (int kill = 0; kill < KILLS; kill++) {
        int from = lines.length * kill / KILLS;
        int to = lines.length * (kill + 1) / KILLS;
        id = MispFeed.replay(service, String.join("\n", List.of(lines).subList(from, to)));
        TimeUnit.MILLISECONDS.sleep(random.nextInt(WITHIN_MILLIS));
        service.kill();
        service.start().awaitReady();
      }

      MispFeed.awaitCounted(service, id);

      assertThat(MispFeed.differences(stack)).as("seed %d", seed).isEmpty();
    }
  }
}
