package io.heliograph.record.rule;

/**
 * What an instance demands of the records of one tag beyond the rules; never less.
 *
 * @param strictMajority more than half of the owners must sign, not just half of them
 * @param ownersMin the fewest owners that a record may have, at least 1; tombstones and records
 *     that belong to nobody are exempt
 */
public record TagPolicy(boolean strictMajority, int ownersMin) {
  /** What the rules demand of any record. */
  public static final TagPolicy NONE = new TagPolicy(false, 1);

  /** Checks it. */
  public TagPolicy {
    if (ownersMin < 1) {
      throw new IllegalArgumentException("ownersMin: at least 1, not " + ownersMin);
    }
  }

  /** How many of so many owners must sign: half of them, rounded up, or more than half. */
  public int threshold(int owners) {
    return strictMajority ? owners / 2 + 1 : (owners + 1) / 2;
  }
}
