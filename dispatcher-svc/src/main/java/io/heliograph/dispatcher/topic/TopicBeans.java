package io.heliograph.dispatcher.topic;

import io.heliograph.event.Topics;
import io.heliograph.event.publish.AgeOff;
import io.heliograph.event.source.Sources;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** Makes the sources and the topic names of this deployment from its configuration. */
final class TopicBeans {

  /**
   * The declared sources.
   *
   * @throws IllegalStateException naming the file and the rule when the file is bad: no start
   */
  @Produces
  @Singleton
  Sources sources(SourceSettings settings) {
    return settings.file().map(TopicBeans::read).orElseGet(Sources::defaults);
  }

  /** Which events their sources have let expire. */
  @Produces
  @Singleton
  AgeOff ageOff(Sources sources, InstantSource clock) {
    return new AgeOff(sources, clock);
  }

  /** The names of all topics. */
  @Produces
  @Singleton
  Topics topics(TopicSettings settings, Sources sources) {
    return new Topics(settings.prefix().orElse(""), sources);
  }

  private static Sources read(Path file) {
    try {
      return Sources.parse(Files.readString(file));
    } catch (IOException failure) {
      throw new IllegalStateException("hub.sources.file " + file + " cannot be read", failure);
    } catch (IllegalArgumentException refused) {
      throw new IllegalStateException(
          "hub.sources.file " + file + ": " + refused.getMessage(), refused);
    }
  }
}
