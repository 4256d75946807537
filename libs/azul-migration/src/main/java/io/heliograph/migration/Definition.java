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
record Definition(
    String id,
    long createdMillis,
    String from,
    String prefix,
    String cluster,
    boolean pausedBefore,
    List<Part> parts,
    List<Selection.LeftOut> leftOut) {
  Definition {
    parts = List.copyOf(parts);
    leftOut = List.copyOf(leftOut);
  }
}
