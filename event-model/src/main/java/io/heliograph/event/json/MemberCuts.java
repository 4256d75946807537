package io.heliograph.event.json;

import java.util.Arrays;

/** The members of one object, and which of them are cut together with their commas. */
final class MemberCuts {
  private final Edits edits;
  private int[] borders = new int[32];
  private boolean[] cut = new boolean[16];
  private int count;
  private boolean any;

  MemberCuts(Edits edits) {
    this.edits = edits;
  }

  void add(int start, int end, boolean isCut) {
    if (count == cut.length) {
      cut = Arrays.copyOf(cut, count * 2);
      borders = Arrays.copyOf(borders, count * 4);
    }
    borders[2 * count] = start;
    borders[2 * count + 1] = end;
    cut[count++] = isCut;
    any |= isCut;
  }

  /** Cuts the member that ends there, too. */
  void cutEndingAt(int end) {
    for (int i = 0; i < count; i++) {
      if (borders[2 * i + 1] == end) {
        cut[i] = true;
        any = true;
      }
    }
  }

  /** Whether a member stays. */
  boolean kept() {
    for (int i = 0; i < count; i++) {
      if (!cut[i]) {
        return true;
      }
    }
    return false;
  }

  /**
   * Notes the edits. A comma goes with the member behind it, or before it when none is kept yet.
   */
  void finish() {
    if (!any) {
      return;
    }
    boolean keptBefore = false;
    for (int i = 0; i < count; i++) {
      if (!cut[i]) {
        keptBefore = true;
      } else if (keptBefore) {
        edits.cut(borders[2 * i - 1], borders[2 * i + 1]);
      } else {
        edits.cut(borders[2 * i], i + 1 < count ? borders[2 * i + 2] : borders[2 * i + 1]);
      }
    }
  }
}
