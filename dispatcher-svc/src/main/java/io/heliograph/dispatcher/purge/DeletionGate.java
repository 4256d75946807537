package io.heliograph.dispatcher.purge;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.dispatcher.publish.PublishGate;
import io.heliograph.event.Model;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Refuses deletions when as many are remembered as may be: what has been accepted is always
 * applied, so a deletion that could not be is not accepted.
 */
@Singleton
final class DeletionGate implements PublishGate {
  private static final int RETRY_SECONDS = 60;

  private final Deletions deletions;

  DeletionGate(Purge purge) {
    this.deletions = purge.deletions();
  }

  @Override
  public void pass(Model model) {
    if (model == Model.DELETE && deletions.isFull()) {
      throw new HubException(
          ErrorCode.TOO_MANY_REQUESTS,
          "hub.deletions.max=" + deletions.max() + " deletions are held already",
          Map.of(),
          RETRY_SECONDS);
    }
  }
}
