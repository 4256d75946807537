package io.heliograph.reconciliation.provider;

import io.heliograph.ipni.multiformat.Cid;
import java.util.List;

/**
 * How far a walk has come, so that it goes on where it was after a restart.
 *
 * @param newestFirst what was fetched and verified
 * @param next what is to be found next
 */
public record WalkProgress(List<AdStep> newestFirst, Cid next) {
  /** Copies what it is given. */
  public WalkProgress {
    newestFirst = List.copyOf(newestFirst);
  }
}
