package io.heliograph.dispatcher.migration;

import io.heliograph.dispatcher.disk.DiskRoom;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.dispatcher.pause.Pauses;
import io.heliograph.dispatcher.topic.TopicCatalogue;
import io.heliograph.migration.MigrationException;
import io.heliograph.migration.MigrationException.Reason;
import io.heliograph.migration.MigrationHub;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/** This hub, as migrations see it. */
@Singleton
final class HubOfMigrations implements MigrationHub {
  private static final Duration PAUSE_WRITTEN = Duration.ofSeconds(30);

  private final Pauses pauses;
  private final TopicCatalogue catalogue;
  private final DiskRoom room;

  HubOfMigrations(Pauses pauses, TopicCatalogue catalogue, DiskRoom room) {
    this.pauses = pauses;
    this.catalogue = catalogue;
    this.room = room;
  }

  @Override
  public boolean hasTopic(String name) {
    return catalogue.snapshot().containsKey(name);
  }

  @Override
  public boolean pluginsPaused() {
    return pauses.current().restores();
  }

  @Override
  public void pausePlugins() {
    await(pauses.set());
  }

  @Override
  public void resumePlugins() {
    await(pauses.end());
  }

  private static void await(Uni<Void> written) {
    try {
      written.await().atMost(PAUSE_WRITTEN);
    } catch (HubException told) {
      throw new MigrationException(Reason.UNAVAILABLE, told.detail());
    } catch (TimeoutException | CompletionException unknown) {
      throw new MigrationException(
          Reason.UNAVAILABLE, "the pause of plugins was not written: " + unknown);
    }
  }

  @Override
  public void requireRoom() {
    try {
      room.requireForEvents();
    } catch (HubException full) {
      throw new MigrationException(Reason.UNAVAILABLE, full.detail());
    }
  }
}
