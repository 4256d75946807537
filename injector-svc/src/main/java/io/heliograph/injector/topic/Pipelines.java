package io.heliograph.injector.topic;

import io.heliograph.event.Topics;
import io.heliograph.event.publish.PublishPipeline;
import io.heliograph.event.publish.PurgeSet;
import io.heliograph.event.source.Sources;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The publish stages for the sources as they are declared now. The file is read again when the
 * topics are looked at, so that a new source needs no restart; a file that became bad is told and
 * changes nothing. Thread-safe.
 */
@Singleton
public final class Pipelines {
  private static final Logger LOG = Logger.getLogger(Pipelines.class);

  private final Optional<Path> file;
  private final String prefix;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private String text = "";
  private volatile PublishPipeline current;

  /**
   * @throws IllegalStateException naming the file and the rule when the file is bad: no start
   */
  Pipelines(SourceSettings settings, TopicSettings topics, InstantSource clock) {
    this.file = settings.file();
    this.prefix = topics.prefix().orElse("");
    this.clock = clock;
    try {
      this.current = file.isEmpty() ? of(Sources.defaults()) : read(file.get());
    } catch (IOException failure) {
      throw new IllegalStateException("hub.sources.file " + file + " cannot be read", failure);
    } catch (IllegalArgumentException refused) {
      throw new IllegalStateException(
          "hub.sources.file " + file + ": " + refused.getMessage(), refused);
    }
  }

  /** The stages now. */
  public PublishPipeline current() {
    return current;
  }

  private PublishPipeline read(Path path) throws IOException {
    text = Files.readString(path);
    return of(Sources.parse(text));
  }

  /** Deletions are applied when children are fetched, as to all events that exist. */
  private PublishPipeline of(Sources sources) {
    PublishPipeline.Settings settings =
        new PublishPipeline.Settings(sources, new Topics(prefix, sources), 1);
    return new PublishPipeline(settings, PurgeSet.NONE, clock, random);
  }

  /** Reads the file again when it changed. Called by one thread. */
  void refresh() {
    if (file.isEmpty()) {
      return;
    }
    try {
      if (!Files.readString(file.get()).equals(text)) {
        current = read(file.get());
        LOG.infof("sources reloaded file=%s", file.get());
      }
    } catch (IOException | IllegalArgumentException bad) {
      LOG.warnf("sources not reloaded file=%s reason=%s", file.get(), bad.getMessage());
    }
  }
}
