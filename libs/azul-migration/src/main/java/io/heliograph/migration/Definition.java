package io.heliograph.migration;

import java.util.List;

/**
 * What one migration copies. Written once, never changed.
 *
 * @param from brokers of the source cluster
 * @param cluster the source cluster's id
 * @param pausedBefore whether plugins were paused already: then that pause is not ended with ours
 * @param leftOut topics of the prefix that are not copied
 */
public record Definition(
    String id,
    long createdMillis,
    String from,
    String prefix,
    String cluster,
    boolean pausedBefore,
    List<CopyTask> tasks,
    List<Selection.LeftOut> leftOut) {
  /** Copies what it is given. */
  public Definition {
    tasks = List.copyOf(tasks);
    leftOut = List.copyOf(leftOut);
  }
}
