package io.heliograph.dispatcher.purge;

import io.heliograph.event.publish.PurgeSet;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The set of what has been deleted, one for publishing and fetching. */
@Singleton
public final class Purge {
  private final Deletions deletions;

  Purge(PurgeSettings settings) {
    this.deletions = new Deletions(settings.max());
  }

  Deletions deletions() {
    return deletions;
  }

  @Produces
  @Singleton
  PurgeSet set() {
    return deletions;
  }
}
