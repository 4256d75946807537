package io.heliograph.reconciliation.member;

/**
 * When a member is asked: each interval while it answers, after a growing pause while it does not.
 *
 * @param intervalMillis between two polls of a member that answers, and the longest pause
 * @param backoffMillis the first pause; each further one is twice as long
 */
public record Polling(long intervalMillis, long backoffMillis) {
  private static final double SPREAD = 0.2;
  private static final int DOUBLINGS_MAX = 30;

  /** The contract's figures (federation.md, sections 3.2 and 3.7). */
  public static final Polling DEFAULT = new Polling(300_000, 1_000);

  /**
   * @param draw uniform in [0, 1)
   */
  long afterAnswer(double draw) {
    return spread(intervalMillis, draw);
  }

  /**
   * @param failures in a row, from 1
   */
  long afterFailure(int failures, double draw) {
    long pause = backoffMillis << Math.min(failures - 1, DOUBLINGS_MAX);
    return spread(Math.min(pause, intervalMillis), draw);
  }

  private static long spread(long millis, double draw) {
    return Math.max(1, Math.round(millis * (1 - SPREAD + 2 * SPREAD * draw)));
  }
}
