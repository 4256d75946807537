package io.heliograph.event.publish;

import io.heliograph.event.Model;
import io.heliograph.event.PreparedEvent;
import io.heliograph.event.Topics;
import io.heliograph.event.source.Sources;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Pipelines for tests, at a fixed time. */
final class Pipelines {
  static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private Pipelines() {}

  static PublishPipeline of(Sources sources) {
    return new PublishPipeline(
        new PublishPipeline.Settings(sources, new Topics("", sources), 100),
        PurgeSet.NONE,
        InstantSource.fixed(NOW),
        RandomGenerator.of("L64X128MixRandom"));
  }

  static PublishOutcome publish(Model model, String json) throws UnreadableBodyException {
    return of(Sources.defaults()).json(model, json.getBytes(StandardCharsets.UTF_8));
  }

  static PreparedEvent one(Model model, String json) throws UnreadableBodyException {
    return publish(model, json).events().getFirst();
  }

  static String text(PreparedEvent event) {
    return new String(event.json(), StandardCharsets.UTF_8);
  }
}
