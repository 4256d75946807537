package io.heliograph.dispatcher.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.event.Model;
import io.heliograph.event.PreparedEvent;
import io.heliograph.event.Topics;
import io.heliograph.event.publish.PublishPipeline;
import io.heliograph.event.publish.PurgeSet;
import io.heliograph.event.source.Sources;
import io.heliograph.testkit.EventJson;
import io.heliograph.testkit.VirtualClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which completions are remembered (contract dispatcher.md part 2 section 4.8). */
class CompletionCacheTest {
  private static final Sources SOURCES = Sources.defaults();
  private static final String FILE = "a".repeat(64);
  private static final String OTHER = "b".repeat(64);

  private final VirtualClock clock = new VirtualClock();

  private static List<PreparedEvent> published(String file, String status, String runtime)
      throws Exception {
    PublishPipeline pipeline =
        new PublishPipeline(
            new PublishPipeline.Settings(SOURCES, new Topics("", SOURCES), 10),
            PurgeSet.NONE,
            InstantSource.system(),
            new Random(1));
    String body =
        EventJson.status("x", EventJson.binary(file), EventJson.enriched(OTHER))
            .replace("\"status\":\"completed\"", "\"status\":\"" + status + "\"")
            .replace("\"runtime\":1.5", "\"runtime\":" + runtime);
    return pipeline.json(Model.STATUS, body.getBytes(UTF_8)).events();
  }

  private CompletionCache cache(long bytes) {
    return new CompletionCache(bytes, Duration.ofSeconds(10), Duration.ofMinutes(30), clock);
  }

  @ParameterizedTest
  @CsvSource({
    "completed, 100, true",
    "completed-empty, 100, true",
    "completed-with-errors, 10.5, true",
    "completed, 10, false",
    "completed, 1.5, false",
    "opt-out, 100, false",
    "error-exception, 100, false",
    "heartbeat, 100, false",
  })
  void shouldRememberOnlyCompletionsThatTookLong(String status, String runtime, boolean kept)
      throws Exception {
    CompletionCache cache = cache(1 << 20);

    cache.published(published(FILE, status, runtime));

    assertThat(cache.find(FILE, "feed", "1.0").isPresent()).isEqualTo(kept);
  }

  @Test
  void shouldFindByFilePluginAndVersionOnly() throws Exception {
    CompletionCache cache = cache(1 << 20);

    cache.published(published(FILE, "completed", "100"));

    assertThat(cache.find(FILE, "feed", "1.0").orElseThrow().results()).hasSize(1);
    assertThat(cache.find(FILE, "feed", "2.0")).isEmpty();
    assertThat(cache.find(FILE, "other", "1.0")).isEmpty();
    assertThat(cache.find(OTHER, "feed", "1.0")).isEmpty();
  }

  @Test
  void shouldForgetAfterAWhileAndWhenThereIsNoRoom() throws Exception {
    long size = 0;
    for (PreparedEvent event : published(FILE, "completed", "100")) {
      size += event.json().length;
    }
    CompletionCache small = cache(64 * (size + 1));
    CompletionCache tooSmall = cache(64 * size);
    small.published(published(FILE, "completed", "100"));
    tooSmall.published(published(FILE, "completed", "100"));

    assertThat(small.find(FILE, "feed", "1.0")).isPresent();
    assertThat(tooSmall.find(FILE, "feed", "1.0")).isEmpty();
    for (int other = 0; other < 64; other++) {
      small.published(published("%064x".formatted(other), "completed", "100"));
      assertThat(small.find(FILE, "feed", "1.0")).as("used last").isPresent();
    }
    assertThat(small.find("%064x".formatted(0), "feed", "1.0")).isEmpty();
    clock.advance(Duration.ofMinutes(30));
    assertThat(small.find(FILE, "feed", "1.0")).isEmpty();
  }

  @Test
  void shouldRememberNothingWhenItIsOff() throws Exception {
    CompletionCache off = cache(0);

    off.published(published(FILE, "completed", "100"));

    assertThat(off.isOn()).isFalse();
    assertThat(off.find(FILE, "feed", "1.0")).isEmpty();
  }
}
