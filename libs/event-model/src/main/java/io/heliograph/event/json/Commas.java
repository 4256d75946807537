package io.heliograph.event.json;

/**
 * The members of one object as they come: a member that is cut takes a comma with it, the one
 * before it, or the one behind it as long as none is kept.
 */
final class Commas {
  private final Edits edits;
  private boolean kept;
  private int cutFrom = -1;
  private int previousEnd;

  Commas(Edits edits) {
    this.edits = edits;
  }

  void member(int start, int end, boolean cut) {
    if (!cut) {
      if (cutFrom >= 0) {
        edits.cut(cutFrom, start);
        cutFrom = -1;
      }
      kept = true;
    } else if (kept) {
      edits.cut(previousEnd, end);
    } else if (cutFrom < 0) {
      cutFrom = start;
    }
    previousEnd = end;
  }

  void finish() {
    if (cutFrom >= 0) {
      edits.cut(cutFrom, previousEnd);
    }
  }

  /** Whether a member stays. */
  boolean kept() {
    return kept;
  }
}
