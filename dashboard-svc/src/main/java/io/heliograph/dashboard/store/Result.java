package io.heliograph.dashboard.store;

/** What became of an entry. */
public enum Result {
  /** It counts now. */
  COUNTED,
  /** It counted before. */
  BEHIND,
  /** The store is at another offset than expected: nothing was done, start again from there. */
  GAP,
  /** A key has a type or value that is not ours: it was passed over, perhaps in part. */
  REFUSED;

  static Result of(long reply) {
    return switch ((int) reply) {
      case 1 -> COUNTED;
      case 0 -> BEHIND;
      case -1 -> GAP;
      case -2 -> REFUSED;
      default -> throw new IllegalArgumentException("unknown reply " + reply);
    };
  }
}
