package io.heliograph.reconciliation.writer;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Whether the instance's clock may date a snapshot (contract federation.md, section 0.16). Pure.
 *
 * @param databaseMillis the most that it may be away from the database's clock
 * @param membersMillis the most that it may be away from the median of the members' clocks
 */
public record ClockCheck(long databaseMillis, long membersMillis) {
  /** The contract's figures. */
  public static final ClockCheck DEFAULT = new ClockCheck(60_000, 300_000);

  /**
   * Says whether the clock is to be trusted.
   *
   * @param database the database's clock, if it is known
   * @param members the clocks of the members that answered of late
   */
  public boolean accepts(long ownMillis, OptionalLong database, long... members) {
    if (database.isPresent() && Math.abs(ownMillis - database.getAsLong()) > databaseMillis) {
      return false;
    }
    if (members.length == 0) {
      return true;
    }
    long[] sorted = members.clone();
    Arrays.sort(sorted);
    // Of an even number the nearer of the two middle ones: one liar of two must not stop us.
    long lower = sorted[(sorted.length - 1) / 2];
    long upper = sorted[sorted.length / 2];
    long away = Math.min(Math.abs(ownMillis - lower), Math.abs(ownMillis - upper));
    return away <= membersMillis;
  }
}
